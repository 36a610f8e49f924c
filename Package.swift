// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 mode brings strict concurrency; on top of it every warning is a fault.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

/// Asynchronous functions run where they are called from: handing an answer of a few milliseconds to another thread
/// costs one.
let staying: [SwiftSetting] = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

/// A target of the house: named `Sommet…`, strict, with the tables of its `Resources` when it has any.
func house(
  _ name: String, _ dependencies: [Target.Dependency], tables: Bool = false, _ settings: [SwiftSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies,
    resources: tables ? [.copy("Resources")] : [], swiftSettings: strict + settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.init(stringLiteral: name), "SommetTesting"] + dependencies,
    exclude: data, swiftSettings: strict)
}

/// The modules below `Sommet`. What is made of their values knows how large these are, even where it names `Sommet` only;
/// a target is built anew when the interface of one that it depends on has changed, but not for those behind that one.
let below: [Target.Dependency] = [
  "SommetText", "SommetXML", "SommetGraph", "SommetCorpus", "SommetSpacy", "SommetTime",
  "SommetEntities", "SommetEvents", "SommetFormats", "SommetQuery", "SommetStore", "SommetDiff",
]

/// What Foundation is made of when it is linked into a program.
let foundation = ["CoreFoundation", "_FoundationICU", "_FoundationCollections", "_FoundationCShims"]

/// How the command is linked. The Swift libraries become part of it, which halves the time of its start. What the tests
/// are linked with stays as it is, since their own library cannot be linked this way, nor can the sanitizers.
let staticLibraries: [LinkerSetting] =
  Context.environment["SOMMET_SANITIZE"] != nil
  ? []
  : [
    .unsafeFlags(
      ["-static-stdlib"] + foundation.map { "-l" + $0 } + ["-Xlinker", "--strip-debug"],
      .when(platforms: [.linux], configuration: .release))
  ]

let package = Package(
  name: "Sommet",
  products: [
    .library(name: "Sommet", targets: ["Sommet"]),
    .executable(name: "sommet", targets: ["SommetCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // 0: C
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CSerd", pkgConfig: "serd-0", providers: [.apt(["libserd-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .target(name: "CKernels"),
    .target(name: "CTerminal", linkerSettings: [.linkedLibrary("edit")]),

    // 1: text, XML, graph
    house("SommetText", []),
    house("SommetXML", ["CLibXML2"]),
    house("SommetGraph", [], tables: true),

    // 2: one subject each
    house(
      "SommetCorpus", ["SommetText", "SommetXML", "CZlib", .product(name: "Yams", package: "Yams")],
      tables: true),
    house("SommetSpacy", ["SommetText", "CKernels", "CZlib"], tables: true),
    house("SommetTime", ["SommetText"], tables: true),
    house("SommetEntities", ["SommetText"], tables: true),
    house("SommetEvents", ["SommetText", "SommetGraph"], tables: true),
    house(
      "SommetFormats",
      [
        "SommetText", "SommetGraph", "SommetXML", "CSerd",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      tables: true, staying),

    house("SommetQuery", ["SommetGraph"]),
    house(
      "SommetStore",
      [
        "SommetGraph", "CZlib", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),

    house("SommetDiff", ["SommetGraph"]),

    // 3: articles in, graph out
    house(
      "Sommet",
      below + ["CMalloc", .product(name: "Crypto", package: "swift-crypto")], tables: true, staying),

    // 4: the command
    .executableTarget(
      name: "SommetCLI",
      dependencies: below + [
        "Sommet", "CTerminal", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict + staying, linkerSettings: staticLibraries),

    // Not shipped: what Benchmarks/pipeline.sh runs.
    .executableTarget(
      name: "sommet-bench",
      dependencies: ["SommetText", "SommetSpacy", "SommetTime", "SommetEntities", "SommetEvents"],
      path: "Benchmarks/Pipeline", swiftSettings: strict),

    // Not shipped: graphs of any size, for those below.
    .target(
      name: "GeneratedGraphs", dependencies: ["SommetGraph"], path: "Benchmarks/Graphs", swiftSettings: strict
    ),

    // Not shipped: what Benchmarks/formats.sh runs.
    .executableTarget(
      name: "sommet-formats-bench", dependencies: ["GeneratedGraphs", "SommetFormats", "SommetGraph"],
      path: "Benchmarks/Formats",
      swiftSettings: strict),

    // Not shipped: what Benchmarks/query.sh runs.
    .executableTarget(
      name: "sommet-query-bench", dependencies: ["GeneratedGraphs", "SommetQuery", "SommetGraph"],
      path: "Benchmarks/Query", swiftSettings: strict),

    // Not shipped: makes what Benchmarks/diff.sh compares.
    .executableTarget(
      name: "sommet-diff-bench",
      dependencies: ["GeneratedGraphs", "SommetFormats", "SommetGraph", "SommetStore"],
      path: "Benchmarks/Diff", swiftSettings: strict),

    // Not shipped: what Benchmarks/store.sh runs.
    .executableTarget(
      name: "sommet-store-bench", dependencies: ["GeneratedGraphs", "Sommet", "SommetStore", "SommetGraph"],
      path: "Benchmarks/Store", swiftSettings: strict),

    // Not shipped: what Benchmarks/merge.sh runs.
    .executableTarget(
      name: "sommet-merge-bench", dependencies: ["Sommet", "SommetStore", "SommetGraph"],
      path: "Benchmarks/Merge",
      swiftSettings: strict),

    .target(
      name: "SommetTesting", dependencies: ["SommetText", "SommetGraph"], path: "Tests/SommetTesting",
      swiftSettings: strict),
    tests("Sommet", below, data: ["Cases", "Golden"]),
    .testTarget(
      name: "SommetCLITests", dependencies: ["SommetTesting"], exclude: ["Terminal"],
      swiftSettings: strict),
    tests("SommetText", []),
    tests("SommetEntities", ["SommetText"]),
    tests("SommetTime", []),
    tests("SommetEvents", ["SommetText", "SommetGraph"], data: ["Cases"]),
    tests("SommetGraph", []),
    tests("SommetFormats", ["SommetText", "SommetGraph", "SommetXML"], data: ["Golden", "Readers"]),
    tests("SommetQuery", ["SommetGraph", "SommetFormats"]),
    tests("SommetDiff", ["SommetGraph"]),
    tests("SommetStore", ["SommetGraph", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("SommetXML", ["FuzzTargets"]),
    tests("SommetCorpus", ["SommetText", "CZlib"], data: ["Cases", "Golden", "Templates"]),
    tests("CKernels", []),
    tests("SommetSpacy", ["SommetText"], data: ["Cases"]),

    // What reads strangers' bytes, for the fuzzer and for the tests of what it found.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "SommetText", "SommetXML", "SommetGraph", "SommetCorpus", "SommetSpacy", "SommetTime", "SommetEvents",
        "SommetFormats", "SommetQuery",
      ],
      path: "Fuzz/Targets", swiftSettings: strict),
    .testTarget(
      name: "SommetFuzzTests", dependencies: ["FuzzTargets", "SommetTesting"], exclude: ["Regressions"],
      swiftSettings: strict),
  ]
)

// The fuzzer itself needs libFuzzer, which is there only under its sanitizer and brings the entry point: scripts/fuzz.sh asks for it.
if Context.environment["SOMMET_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "sommet-fuzz", dependencies: ["FuzzTargets"], path: "Fuzz/Driver",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}

import Foundation
import SommetText
import Subprocess

/// Draws DOT by the program `dot` of Graphviz.
///
/// Two machines should draw one graph to the same bytes. Graphviz measures labels with the fonts it finds, and these
/// differ; without its font plug-in it uses the built-in widths of Helvetica and Times, which do not. So `dot` runs with a
/// configuration of its own that loads the drawing core and the layout only; where that cannot be made it runs as it is.
/// The comment with Graphviz's version is taken out of the drawing.
public struct Graphviz: Sendable {
  /// The programs of Graphviz that place nodes.
  public enum Layout: String, Sendable, CaseIterable {
    /// In layers.
    case dot
    /// By springs: neato for small graphs, fdp for those with clusters, sfdp for large ones.
    case neato, sfdp, fdp
    /// In circles around one node, or each part in a circle of its own.
    case twopi, circo
  }

  /// What a drawing is written as.
  public enum Image: String, Sendable, CaseIterable {
    case svg, png, pdf
  }

  /// How long a drawing may take.
  public var timeout: Duration
  /// The program: a name looked up in `PATH`, or a path.
  public var program: String

  public init(program: String = "dot", timeout: Duration = .seconds(120)) {
    self.program = program
    self.timeout = timeout
  }

  /// A drawing of a graph in DOT, in bytes.
  ///
  /// PNG and PDF are drawn with the machine's fonts.
  public func image(_ dot: String, as image: Image, layout: Layout = .dot) async throws -> [UInt8] {
    if image == .svg { return Array(try await svg(dot, layout: layout).utf8) }
    return try await run(
      ["-K\(layout.rawValue)", "-T\(image.rawValue)"] + (image == .png ? ["-Gdpi=96"] : []), input: dot,
      plugins: nil
    ).output
  }

  /// An SVG drawing of a graph in DOT.
  public func svg(_ dot: String, layout: Layout = .dot) async throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sommet-graphviz-\(ProcessInfo.processInfo.processIdentifier)-\(UInt64.random(in: 0 ... .max))")
    defer { try? FileManager.default.removeItem(at: folder) }
    let plugins = try await plugins(layout)
    let isAlone = plugins.map { install($0, in: folder) } ?? false
    let drawing = try await run(
      ["-K\(layout.rawValue)", "-Tsvg"], input: dot, plugins: isAlone ? folder.path : nil)
    return Self.withoutComments(drawing.output)
  }

  /// What Graphviz' own parser says of a file in DOT: warnings with the lines that it names; nothing when it reads the
  /// file, or when it is not installed.
  public static func opinion(of path: String) async throws -> [Diagnostic] {
    do {
      let result = try await Subprocess.run(
        .name("nop"), arguments: ["-p", path], environment: .inherit.updating(["LC_ALL": "C.UTF-8"]),
        output: .discarded, error: .string(limit: 1 << 20))
      // Error: roads.gv: syntax error in line 3 near '->'
      return result.standardError.split(separator: "\n").compactMap { line in
        guard let error = line.firstMatch(of: #/syntax error in line (\d+)(.*)/#) else { return nil }
        return Diagnostic(
          .warning, file: path, line: Int(error.1), message: "Graphviz finds a syntax error\(error.2)")
      }
    } catch let error as SubprocessError where error.code == .executableNotFound {
      return []
    }
  }

  // MARK: - Running

  private struct Outcome: Sendable {
    let output: [UInt8]
    let messages: String
  }

  private enum Race: Sendable {
    case finished(Outcome)
    case late
  }

  private func run(_ arguments: [String], input: String, plugins: String?) async throws -> Outcome {
    let race = try await withThrowingTaskGroup(of: Race.self) { group in
      group.addTask { .finished(try await start(arguments, input: input, plugins: plugins)) }
      group.addTask {
        try await Task.sleep(for: timeout)
        return .late
      }
      defer { group.cancelAll() }
      return try await group.next()!
    }
    guard case .finished(let outcome) = race else {
      throw FormatError(file: program, "no drawing after \(timeout)")
    }
    return outcome
  }

  private func start(_ arguments: [String], input: String, plugins: String?) async throws -> Outcome {
    var changes: [Environment.Key: String?] = ["LC_ALL": "C.UTF-8"]
    if let plugins { changes["GVBINDIR"] = plugins }
    do {
      let result = try await Subprocess.run(
        program.contains("/") ? .path(.init(program)) : .name(program), arguments: Arguments(arguments),
        environment: .inherit.updating(changes), input: .string(input),
        output: .bytes(limit: Self.outputLimit),
        error: .string(limit: 1 << 20))
      let messages = result.standardError
      guard result.terminationStatus.isSuccess else {
        let reason = messages.split(separator: "\n").first.map(String.init) ?? "\(result.terminationStatus)"
        throw FormatError(file: program, "the drawing failed: \(reason)")
      }
      return Outcome(output: result.standardOutput, messages: messages)
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw FormatError(
        file: program, "not found; a drawing needs Graphviz (on Debian: apt-get install graphviz)")
    }
  }

  /// 256 MiB, far above the largest drawing anybody can look at.
  private static let outputLimit = 1 << 28

  // MARK: - Without fonts

  private struct Plugins {
    /// The configuration's file name, which changes with Graphviz's plug-in version.
    let name: String
    let content: String
  }

  /// A configuration with drawing core and layout only; nil when this Graphviz does not tell where its own is.
  private func plugins(_ layout: Layout) async throws -> Plugins? {
    // -v prints, among others: libdir = "/usr/lib/…/graphviz", and on a line of its own the configuration's path.
    let messages = try await run(["-v", "-Tcanon"], input: "graph {}", plugins: nil).messages
    let lines = messages.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    guard let libraries = lines.first(where: { $0.hasPrefix("libdir = \"") })?.split(separator: "\"").last,
      let path = lines.first(where: { $0.hasPrefix("/") && $0.contains("/config") }),
      let content = try? String(contentsOfFile: path, encoding: .utf8)
    else { return nil }
    let placer = layout == .dot ? "libgvplugin_dot_layout." : "libgvplugin_neato_layout."
    var kept: [Substring] = []
    var isKept = false
    for line in content.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.contains("libgvplugin_"), line.first?.isWhitespace == false {
        isKept = line.contains("libgvplugin_core.") || line.contains(placer)
        if isKept { kept.append(line.hasPrefix("/") ? line : "\(libraries)/\(line)") }
      } else if isKept {
        kept.append(line)
      }
    }
    guard !kept.isEmpty else { return nil }
    return Plugins(name: (path as NSString).lastPathComponent, content: kept.joined(separator: "\n") + "\n")
  }

  private func install(_ plugins: Plugins, in folder: URL) -> Bool {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try plugins.content.write(
        to: folder.appendingPathComponent(plugins.name), atomically: false, encoding: .utf8)
      return true
    } catch {
      return false
    }
  }

  // MARK: - The drawing

  /// The document without its comments: the program's version, and repetitions of the titles.
  static func withoutComments(_ bytes: [UInt8]) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var next = 0
    while next < bytes.count {
      guard bytes[next...].starts(with: "<!--".utf8) else {
        kept.append(bytes[next])
        next += 1
        continue
      }
      next += 4
      while next < bytes.count, !bytes[next...].starts(with: "-->".utf8) { next += 1 }
      next = min(next + 3, bytes.count)
      if next < bytes.count, bytes[next] == UInt8(ascii: "\n") { next += 1 }
    }
    return String(decoding: kept, as: UTF8.self)
  }
}

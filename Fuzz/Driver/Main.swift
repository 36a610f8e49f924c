import CFuzzer
import Foundation
import FuzzTargets

/// Fuzzes one target until it is told to stop: `sommet-fuzz TARGET [options of libFuzzer] [folders of inputs]`.
///
/// `sommet-fuzz TARGET --seed FOLDER` writes the input to begin with that the target makes, when it makes one.
@main
struct Main {
  /// A function of C cannot capture it.
  fileprivate static let target = CommandLine.arguments.dropFirst().first.flatMap(FuzzTarget.init(rawValue:))

  static func main() {
    guard target != nil else {
      let names = FuzzTarget.allCases.map { "  \($0.rawValue)\n" }.joined()
      fail("usage: sommet-fuzz TARGET [options of libFuzzer] [folders of inputs]; TARGET is one of\n" + names)
    }
    if CommandLine.arguments.count == 4, CommandLine.arguments[2] == "--seed" {
      return writeSeed(into: CommandLine.arguments[3])
    }
    // The name of the target gives its place to that of the program.
    var count = CommandLine.argc - 1
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
    arguments?[0] = CommandLine.unsafeArgv[0]
    exit(LLVMFuzzerRunDriver(&count, &arguments, fuzz))
  }

  private static func writeSeed(into folder: String) {
    guard let seed = target?.seed else { return }
    do {
      try Data(seed).write(to: URL(fileURLWithPath: folder).appendingPathComponent("seed"))
    } catch {
      fail("\(error)\n")
    }
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data(message.utf8))
    exit(2)
  }
}

/// Runs the target on an input. libFuzzer has a `main` of its own, which is not run but asks for a function of this name.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  Main.target?.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

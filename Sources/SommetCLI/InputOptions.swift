import ArgumentParser
import Sommet

/// What inputs hold, and how much of it is taken.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("field"),
    help: ArgumentHelp(
      "The field of JSON records that holds the text, title, date, url, source, author, id or language.",
      discussion: "text=body, text=article.body; may be given again. (default: the usual names)",
      valueName: "what=name"))
  var choices: [String] = []

  @Option(help: ArgumentHelp("The most MiB of one article.", valueName: "MiB"))
  var maxArticle = 16

  @Option(help: ArgumentHelp("The most KiB of one line of a text.", valueName: "KiB"))
  var maxLine = 1024

  @Option(
    help: ArgumentHelp(
      "The most characters of what of an article is kept; a word or mark counts for four at least.",
      valueName: "count"))
  var maxText = 250_000

  @Option(help: ArgumentHelp("The most files in one archive.", valueName: "count"))
  var maxEntries = 1_000_000

  @Option(help: ArgumentHelp("How many times its compressed size an input may hold.", valueName: "ratio"))
  var maxGrowth = 200

  @Option(help: ArgumentHelp("How deep archives may stand in each other.", valueName: "depth"))
  var maxNesting = 3

  @Option(
    help: ArgumentHelp("The most MiB of an archive that is copied to a temporary file.", valueName: "MiB"))
  var maxSpool = 8192

  func validate() throws {
    let limits = [
      ("article", maxArticle), ("line", maxLine), ("text", maxText), ("entries", maxEntries),
      ("growth", maxGrowth),
      ("nesting", maxNesting), ("spool", maxSpool),
    ]
    for (name, value) in limits where !(1...1_000_000_000).contains(value) {
      throw ValidationError("--max-\(name): expected a number from 1 to 1000000000, found \(value)")
    }
    _ = try fields()
  }

  func corpus(_ inputs: [String]) throws -> Corpus {
    Corpus(inputs, fields: try fields(), limits: limits)
  }

  var limits: Corpus.Limits {
    .init(
      fileSize: maxArticle << 20, lineSize: maxLine << 10, textLength: maxText, entryCount: maxEntries,
      growth: maxGrowth, nesting: maxNesting, spoolSize: maxSpool << 20)
  }

  func fields() throws -> RecordFields {
    var fields = RecordFields()
    for choice in choices {
      do {
        try fields.set(choice)
      } catch {
        throw ValidationError("--field: \(error)")
      }
    }
    return fields
  }
}

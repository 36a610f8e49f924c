import Foundation
import SommetCorpus

/// What became of each article of a part of a corpus, a line for each: what `extract --placed` prints.
///
///     FILE⇥NUMBER⇥KIND⇥HASH⇥ID⇥CONTENT
///
/// where `⇥` is a tab. FILE and NUMBER are the place, as `PlacedSources` has it. The content is a record, or a message as a
/// JSON string. Of articles of one id the first in the whole corpus counts; where HASH is the same, a later one is the same again.
///
/// | KIND | |
/// |---|---|
/// | `record` | the article's record |
/// | `skipped` | left out on purpose, such as an article in another language |
/// | `failed` | an article that cannot be read or extracted |
/// | `fault` | where an article was to be expected nothing can be read |
/// | `remark` | what is wrong beside an article that can be read |
public enum OutcomeLines {
  /// One outcome without a line break.
  public static func line(
    _ outcome: CorpusExtraction.Outcome, at place: PlacedSources.Placed
  ) throws -> String {
    let (kind, content) =
      switch outcome {
      case .record(let record): ("record", try RecordLines.line(record))
      case .skipped(let notice): ("skipped", try json(notice.description))
      case .failed(let reason): (word(place.kind), try json(reason))
      }
    let hash = String(place.contentHash, radix: 16)
    return "\(place.file)\t\(place.number)\t\(kind)\t\(hash)\t\(try json(place.id))\t\(content)"
  }

  private static func word(_ kind: PlacedSources.Kind) -> String {
    switch kind {
    case .article: "failed"
    case .fault: "fault"
    case .remark: "remark"
    }
  }

  private static func json(_ text: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return String(decoding: try encoder.encode(text), as: UTF8.self)
  }
}

import Foundation
import SommetText

/// Documents with any tree over words that rules look for: whatever a parser may make of a text.
///
/// `SOMMET_TREES` in the environment says how many of them a test shall read, 4,000 when it is not set.
public struct RandomTrees: Sequence, IteratorProtocol {
  /// Form, lemma, part of speech, features, label of the named span.
  public typealias Word = (form: String, lemma: String, upos: UPOS, feats: String, label: String?)

  private let words: [Word]
  private var numbers: Numbers
  private var left: Int

  public init(of words: [Word], seed: UInt64) {
    self.words = words
    numbers = Numbers(state: seed)
    left = ProcessInfo.processInfo.environment["SOMMET_TREES"].flatMap(Int.init) ?? 4_000
  }

  public mutating func next() -> AnnotatedDocument? {
    guard left > 0 else { return nil }
    left -= 1
    return document()
  }

  private static let relations = [
    "nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl:mod", "obl:agent", "nmod", "appos", "acl",
    "acl:relcl",
    "advcl", "ccomp", "xcomp", "conj", "cc", "case", "mark", "det", "amod", "advmod", "aux:tense", "aux:pass",
    "cop",
    "expl:comp", "expl:subj", "flat:name", "fixed", "parataxis", "punct", "dep",
  ]

  /// One that a word may well have, or now and then any.
  private mutating func relation(_ upos: UPOS) -> String {
    if numbers.chance(0.2) { return numbers.pick(Self.relations) }
    return switch upos {
    case .adp: "case"
    case .det: "det"
    case .adv: "advmod"
    case .aux: numbers.pick(["aux:tense", "aux:pass", "cop"])
    case .punct: "punct"
    case .cconj: "cc"
    case .sconj: "mark"
    case .verb: numbers.pick(["acl", "acl:relcl", "advcl", "ccomp", "xcomp", "conj", "parataxis"])
    default:
      numbers.pick([
        "nsubj", "nsubj", "obj", "obj", "obl:arg", "obl:mod", "obl:agent", "nmod", "appos", "conj",
      ])
    }
  }

  private mutating func document() -> AnnotatedDocument {
    var tokens: [Token] = []
    var sentences: [Range<Int>] = []
    var names: [NamedSpan] = []
    var text = ""
    for _ in 0..<3 {
      let first = tokens.count
      let count = 4 + numbers.below(14)
      // A tree: each but the first of a random order hangs on one before it.
      let order = Array(0..<count).shuffled(using: &numbers)
      var heads = [Int](repeating: order[0], count: count)
      for place in 1..<count { heads[order[place]] = order[numbers.below(place)] }
      for index in 0..<count {
        let (form, lemma, upos, feats, label) = numbers.pick(words)
        let start = text.unicodeScalars.count
        text += form + " "
        tokens.append(
          Token(
            text: form, span: Span(start, start + form.unicodeScalars.count), hasSpaceAfter: true, upos: upos,
            tag: upos.rawValue, feats: Feats(feats), lemma: lemma, head: first + heads[index],
            deprel: heads[index] == index ? "root" : relation(upos)))
        if let label { names.append(NamedSpan(tokens: tokens.count - 1..<tokens.count, label: label)) }
      }
      sentences.append(first..<tokens.count)
    }
    return AnnotatedDocument(text: ScalarText(text), tokens: tokens, sentences: sentences, entities: names)
  }
}

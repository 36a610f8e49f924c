import SommetGraph

/// Why an article's acts and meetings were read as they were, and why other triggers led to nothing.
///
/// Offsets are Unicode scalars, half-open, in the article's text as it was read.
public struct EventExplanation: Sendable, Hashable, Codable {
  /// Every word that some row has for its trigger, in text order.
  public var triggers: [Trigger]
  /// In the order of the record, those that are only denied acts after the others that stand before them.
  public var meetings: [Meeting]
  /// Every sentence, by its number.
  public var sentences: [Words]

  /// A stretch of the text.
  public struct Words: Sendable, Hashable, Codable {
    public var start: Int
    public var end: Int
    public var text: String
  }

  /// A row of a table.
  public struct Row: Sendable, Hashable, Codable {
    public var id: String
    /// The table's file and the row's line in it, counted from 1; nil for rules that are no rows.
    public var table: String?
    public var line: Int?
    /// Of edges that it reads, 0…1, before that of their ends.
    public var confidence: Double?
  }

  /// A word with what was read at it.
  public struct Trigger: Sendable, Hashable, Codable {
    public var word: Words
    public var lemma: String
    /// Its part of speech, as Universal Dependencies names it.
    public var upos: String
    /// The sentence around it.
    public var evidence: Evidence
    /// Empty when it led to nothing.
    public var readings: [Reading]
    /// The rows that read nothing here.
    public var missed: [Miss]
  }

  /// What one row read at one trigger.
  public struct Reading: Sendable, Hashable, Codable {
    public var row: Row
    public var relation: Relation
    public var arguments: [Argument]
    public var content: Words?
    /// Of this telling; a meeting's comes from all of its tellings.
    public var modality: Modality
    public var grounds: [Reason]
    public var date: Day?
    public var saidBy: Argument?
    /// In the order of the record.
    public var edges: [Edge]
    /// Number of the meeting that it tells of.
    public var meeting: Int?
    /// In PLOVER's terms, as its first edge has it.
    public var plover: PloverCode<String>?

    enum CodingKeys: String, CodingKey {
      case row, relation, arguments, content, modality, grounds, date, edges, meeting, plover
      case saidBy = "said_by"
    }
  }

  /// Somebody or something in a role.
  public struct Argument: Sendable, Hashable, Codable {
    public enum Role: String, Sendable, Codable { case source, target, participant, place, speaker }

    public var role: Role
    /// The slot that held it, as the table writes it; nil for what no slot holds.
    public var slot: String?
    /// The words that stand for it here.
    public var words: Words
    public var entity: String
    public var kind: NodeKind
    /// The rule that linked the words to the entity: that of the mention ("name.gazetteer"), `office.voice` for one who
    /// speaks for a body, `context` for what was taken up from the text before.
    public var link: String
    /// Confidence, 0…1.
    public var certainty: Double
  }

  /// A word that decides something, and how.
  public struct Reason: Sendable, Hashable, Codable {
    public var words: Words
    public var kind: ModalityGround
    /// The row of `scope.tsv` that lists the word.
    public var row: Row?
  }

  /// A day, and what gives it.
  public struct Day: Sendable, Hashable, Codable {
    public var value: String
    /// The time expression.
    public var words: Words?
    public var from: DateGround
  }

  /// An edge of the record that this reading gives.
  public struct Edge: Sendable, Hashable, Codable {
    public var source: String
    /// A label, or the topic's words.
    public var target: String
    public var isTopic: Bool
    public var modality: Modality
    public var date: String?
    public var title: String?
    public var accordingTo: String?
    public var confidence: Double

    enum CodingKeys: String, CodingKey {
      case source, target, modality, date, title, confidence
      case isTopic = "is_topic"
      case accordingTo = "according_to"
    }
  }

  /// Why a row read nothing.
  public struct Miss: Sendable, Hashable, Codable {
    public var row: Row
    public var relation: Relation
    public var reason: MissReason
    /// The words that the reason speaks of.
    public var words: [Words]
    /// The slots that were looked into, as the table writes them.
    public var slots: [String]
    /// The part of the pattern that does not fit.
    public var expected: String?
    /// What stands there instead.
    public var found: String?
  }

  /// A meeting with its tellings.
  public struct Meeting: Sendable, Hashable, Codable {
    /// From 1, within the article.
    public var number: Int
    /// Index into the record's meetings; nil for what is only told as not having taken place.
    public var index: Int?
    public var label: String
    public var participants: [String]
    public var place: String?
    public var date: Day?
    public var modality: Modality
    public var grounds: [Reason]
    /// In text order: the first opened it, the others were folded into it.
    public var tellings: [Telling]
  }

  public struct Telling: Sendable, Hashable, Codable {
    public var row: Row
    public var word: Words
    /// Number of the sentence in the article, from 0.
    public var sentence: Int
    public var participants: [String]
    public var place: String?
    public var date: Day?
    public var modality: Modality
  }
}

import SommetDiff
import SommetFormats
import SommetGraph

/// A difference as JSON: what changed by meaning, and the patch that turns the old graph into the new exactly.
///
/// The form is told by `docs/diff.schema.json`. The same difference gives the same bytes.
public enum DiffJSON {
  /// Of the form; raised when a field changes its meaning.
  public static let version = 1

  /// - Parameters:
  ///   - old, new: what the graphs are called.
  ///   - hasPatch: whether the patch is written, which is what makes the file large.
  public static func text(of diff: GraphDiff, old: String, new: String, hasPatch: Bool = true) -> String {
    var fields = [
      ("format", JSONText.string("sommet diff")), ("version", "\(version)"), ("old", JSONText.string(old)),
      ("new", JSONText.string(new)), ("summary", summary(DiffSummary(diff))),
      ("articles", lines(diff.articles.map(article))), ("entities", lines(diff.entities.map(entity))),
      ("facts", lines(diff.facts.map { fact($0, diff) })),
    ]
    if hasPatch { fields.append(("patch", patch(diff.patch))) }
    return "{" + fields.map { "\(JSONText.string($0.0)): \($0.1)" }.joined(separator: ",\n") + "}\n"
  }

  private static func lines(_ values: [String]) -> String {
    values.isEmpty ? "[]" : "[\n" + values.joined(separator: ",\n") + "\n]"
  }

  private static func list(_ values: [String]) -> String { "[" + values.joined(separator: ", ") + "]" }

  private static func optional(_ text: String?) -> String { text.map(JSONText.string) ?? "null" }

  // MARK: - Changes

  private static func summary(_ summary: DiffSummary) -> String {
    func counts(_ counts: DiffSummary.Counts) -> String {
      JSONText.object([
        ("added", "\(counts.added)"), ("removed", "\(counts.removed)"), ("changed", "\(counts.changed)"),
      ])
    }
    return JSONText.object([
      ("articles", counts(summary.articles)), ("entities", counts(summary.entities)),
      ("facts", counts(summary.facts)),
      (
        "changes",
        JSONText.object(summary.kinds.sorted { $0.key < $1.key }.map { ($0.key.rawValue, "\($0.value)") })
      ),
    ])
  }

  private static func kinds(_ kinds: [ChangeKind]) -> String { JSONText.array(kinds.map(\.rawValue)) }

  private static func article(_ change: ArticleChange) -> String {
    func info(_ info: ArticleInfo?) -> String {
      guard let info else { return "null" }
      return JSONText.object([
        ("title", optional(info.title)), ("date", optional(info.date)),
        ("sha256", JSONText.string(info.sha256)),
      ])
    }
    return JSONText.object([
      ("id", JSONText.string(change.id)), ("change", JSONText.string(change.kind.rawValue)),
      ("old", info(change.old)), ("new", info(change.new)),
    ])
  }

  private static func entity(_ change: EntityChange) -> String {
    func node(_ node: Node?) -> String {
      guard let node else { return "null" }
      return JSONText.object([
        ("id", JSONText.string(node.id)), ("kind", JSONText.string(node.kind.rawValue)),
        ("label", JSONText.string(node.label)),
      ])
    }
    var fields = [
      ("kinds", kinds(change.kinds)), ("effect", JSONText.string(change.effect.rawValue)),
      ("old", node(change.old)), ("new", node(change.new)), ("fields", list(change.fields.map(field))),
      ("causes", list(change.causes.map(cause))),
    ]
    if let reason = change.reason {
      fields.append(
        (
          "reason",
          JSONText.object([
            ("words", JSONText.string(reason.words)), ("sentences", "\(reason.sentences)"),
            ("comparable", "\(reason.comparable)"), ("name", optional(reason.name)),
            ("neighbours", "\(reason.neighbours)"), ("all_neighbours", "\(reason.allNeighbours)"),
          ])
        ))
    }
    return JSONText.object(fields)
  }

  private static func fact(_ change: FactChange, _ diff: GraphDiff) -> String {
    JSONText.object([
      ("kinds", kinds(change.kinds)), ("effect", JSONText.string(change.effect.rawValue)),
      ("old", edge(change.old, isOld: true, diff)), ("new", edge(change.new, isOld: false, diff)),
      ("fields", list(change.fields.map(field))), ("causes", list(change.causes.map(cause))),
      ("sentences", list(change.sentences.map(sentence))),
    ])
  }

  private static func edge(_ edge: Edge?, isOld: Bool, _ diff: GraphDiff) -> String {
    guard let edge else { return "null" }
    func end(_ id: String) -> String {
      let name = diff.name(id, old: isOld)
      return JSONText.object([
        ("id", JSONText.string(id)), ("kind", JSONText.string(name.kind.rawValue)),
        ("label", JSONText.string(name.label)),
      ])
    }
    return JSONText.object([
      ("key", JSONText.string(edge.key)), ("source", end(edge.source)), ("target", end(edge.target)),
      ("relation", JSONText.string(edge.relation.rawValue)),
      ("modality", JSONText.string(edge.modality.rawValue)), ("date", optional(edge.date)),
      ("content", optional(edge.content)), ("title", optional(edge.title)),
      ("according_to", edge.accordingTo.map(end) ?? "null"),
    ])
  }

  private static func field(_ change: FieldChange) -> String {
    func value(_ value: FieldChange.Value?) -> String {
      switch value {
      case nil: "null"
      case .scalar(let value): JSONText.value(value)
      case .list(let values): JSONText.array(values)
      }
    }
    return JSONText.object([
      ("name", JSONText.string(change.name)), ("old", value(change.old)), ("new", value(change.new)),
    ])
  }

  private static func cause(_ cause: Cause) -> String {
    JSONText.object([
      ("kind", JSONText.string(cause.kind.rawValue)), ("articles", JSONText.array(cause.articles)),
    ])
  }

  private static func sentence(_ change: SentenceChange) -> String {
    var fields = [
      ("kind", JSONText.string(change.kind.rawValue)),
      ("old", change.old.map(JSONText.evidence) ?? "null"),
      ("new", change.new.map(JSONText.evidence) ?? "null"),
    ]
    if !change.words.isEmpty {
      fields.append(
        (
          "words",
          list(
            change.words.map {
              JSONText.object([
                ("kind", JSONText.string($0.kind.rawValue)), ("text", JSONText.string($0.text)),
              ])
            })
        ))
    }
    return JSONText.object(fields)
  }

  // MARK: - The patch

  private static func patch(_ patch: GraphPatch) -> String {
    func versions<Element>(
      _ versions: [GraphPatch.Versions<Element>], _ write: (Element) -> String
    ) -> String {
      lines(
        versions.map {
          "{\"old\": \($0.old.map(write) ?? "null"),\n \"new\": \($0.new.map(write) ?? "null")}"
        })
    }
    let references = References(patch)
    var fields: [(String, String)] = []
    if let info = patch.info {
      fields.append(
        (
          "info",
          "{\"old\": \(info.old.map(Self.info) ?? "null"), \"new\": \(info.new.map(Self.info) ?? "null")}"
        ))
    }
    fields += [
      (
        "refers_to",
        JSONText.object([
          ("nodes", JSONText.array(references.nodes.sorted())),
          ("articles", JSONText.array(references.articles.sorted())),
        ])
      ),
      ("articles", versions(patch.articles) { NodeLinkJSON.article($0) }),
      ("nodes", versions(patch.nodes) { NodeLinkJSON.node($0) }),
      ("edges", versions(patch.edges) { NodeLinkJSON.edge($0) }),
    ]
    return "{" + fields.map { "\(JSONText.string($0.0)): \($0.1)" }.joined(separator: ",\n") + "}"
  }

  /// A graph of nothing that says of itself what another does.
  private static func info(_ info: GraphInfo) -> String {
    var attributes = info.attributes
    if let name = info.name { attributes["name"] = .string(name) }
    return JSONText.object([
      ("directed", "\(info.isDirected)"), ("graph", JSONText.attributes(attributes)), ("nodes", "[]"),
      ("edges", "[]"),
    ])
  }

  /// What the elements of a patch name.
  private struct References {
    var nodes: Set<String> = []
    var articles: Set<String> = []

    init(_ patch: GraphPatch) {
      for edge in patch.edges.flatMap({ [$0.old, $0.new] }).compactMap({ $0 }) {
        nodes.formUnion([edge.source, edge.target])
        if let sayer = edge.accordingTo { nodes.insert(sayer) }
        nodes.formUnion(edge.plover?.actors ?? [])
      }
      for article in patch.articles.flatMap({ [$0.old, $0.new] }).compactMap({ $0 }) {
        nodes.formUnion(article.mentions.map(\.node))
        if let original = article.duplicateOf { articles.insert(original) }
      }
    }
  }
}

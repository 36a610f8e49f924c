import SommetEntities
import SommetText

/// Loaded once for all tests.
let resolver = try! EntityResolver()

func resolve(_ document: AnnotatedDocument, published: String? = nil) -> EntityAnnotations {
  resolver.annotate(document, published: published)
}

extension EntityAnnotations {
  var labels: [String] { entities.map { "\($0.kind.rawValue) \($0.label)" } }

  /// "il → Jeanne Roux" for each mention.
  func links(in document: AnnotatedDocument, _ form: MentionForm) -> [String] {
    mentions.filter { $0.form == form }.map { "\(document.text[$0.span]) → \(entities[$0.entity].label)" }
  }

  var posts: [String] {
    offices.map {
      "\(entities[$0.holder].label): \($0.isPast ? "past " : "")\($0.title), \(entities[$0.body].label)"
    }
  }
}

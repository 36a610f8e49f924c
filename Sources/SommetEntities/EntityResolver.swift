import SommetText

/// Finds who and what an article speaks of: names, what stands for them, and who holds which office.
///
///     let resolver = try EntityResolver()
///     let annotations = resolver.annotate(document, published: "2025-08-20")
///
/// Names come from the pipeline's spans, corrected by the tables and the parse; capitals and palaces become states
/// where they act; offices, pronouns and descriptions become mentions of whom they mean, by the article itself first and
/// by dated tables second. A pure function of its arguments.
public struct EntityResolver: Sendable {
  let gazetteer: Gazetteer

  public init(gazetteer: Gazetteer) { self.gazetteer = gazetteer }

  /// Loads the package's tables.
  public init() throws { self.init(gazetteer: try Gazetteer()) }

  /// Resolves one article.
  ///
  /// - Parameter published: ISO 8601 day of publication, by which office holders are looked up.
  public func annotate(_ document: AnnotatedDocument, published: String? = nil) -> EntityAnnotations {
    guard !document.tokens.isEmpty else { return EntityAnnotations() }
    var resolution = Resolution(document, published: published, gazetteer: gazetteer)
    resolution.resolveOffices()
    resolution.resolveDescriptions()
    resolution.resolveAdjectives()
    resolution.resolvePronouns()
    return resolution.annotations()
  }
}

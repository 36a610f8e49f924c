import SommetText

extension EntityResolver {
  /// The ISO 8601 day on which the holder of an office first took a post at that body, by the dated table; nil when
  /// the table does not tell.
  package func firstDay(of office: Office, in annotations: EntityAnnotations) -> String? {
    guard let holder = annotations.entities[office.holder].known,
      let body = annotations.entities[office.body].known
    else { return nil }
    let posts = gazetteer.posts.filter {
      gazetteer.entities[Int($0.person)].id == holder && gazetteer.entities[Int($0.body)].id == body
    }
    return posts.contains { $0.start.isEmpty } ? nil : posts.map(\.start).min()
  }
}

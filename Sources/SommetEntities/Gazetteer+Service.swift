extension Gazetteer {
  /// Whom a person served on a day by the posts of the table: `country` or `code`, and `sector`; empty when they served
  /// several states or bodies.
  func service(of person: Int32, on day: String?) -> [String: String] {
    guard let day else { return [:] }
    let held = (postsOfPerson[person] ?? []).map { posts[$0] }.filter { $0.holds(on: day) }
    let served = held.map { post -> [String: String] in
      let body = entities[Int(post.body)].attributes
      var facts = body.filter { $0.key == "code" || $0.key == "sector" }
      if let country = body["iso3166"] {
        facts = ["country": country]
        facts["sector"] = sectors[post.kind]
      }
      return facts
    }
    guard let first = served.first,
      served.allSatisfy({ $0["country"] == first["country"] && $0["code"] == first["code"] })
    else { return [:] }
    let told = Set(served.compactMap { $0["sector"] })
    var facts = first
    facts["sector"] = told.count == 1 ? told.first : nil
    return facts
  }
}

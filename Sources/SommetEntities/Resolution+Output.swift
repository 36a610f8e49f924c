import SommetText

extension Resolution {
  /// Entities in order of first mention, mentions in document order, offices as they stand.
  func annotations() -> EntityAnnotations {
    let offices = self.offices.sorted { ($0.trigger, $0.holder, $0.body) < ($1.trigger, $1.holder, $1.body) }
    var order: [Int] = []
    var number: [Int: Int] = [:]
    func enter(_ cluster: Int) {
      guard number[cluster] == nil else { return }
      number[cluster] = order.count
      order.append(cluster)
    }
    let sorted = mentions.sorted {
      ($0.span.start, -$0.span.end, $0.entity, $0.form.rawValue) < (
        $1.span.start, -$1.span.end, $1.entity, $1.form.rawValue
      )
    }
    var seen: Set<Mention> = []
    let kept = sorted.filter { mention in
      var mention = mention
      mention.rule = ""
      return seen.insert(mention).inserted
    }
    for mention in kept { enter(mention.entity) }
    for office in offices {
      enter(office.holder)
      enter(office.body)
    }
    return EntityAnnotations(
      entities: order.map(entity),
      mentions: kept.map { mention in
        var mention = mention
        mention.entity = number[mention.entity]!
        return mention
      },
      offices: offices.map { office in
        var office = office
        office.holder = number[office.holder]!
        office.body = number[office.body]!
        return office
      })
  }

  private func entity(_ index: Int) -> Entity {
    let cluster = clustering.clusters[index]
    if let known = cluster.known {
      let entity = gazetteer.entities[Int(known)]
      return Entity(
        kind: entity.kind, label: entity.label,
        aliases: cluster.spellings.filter { $0 != entity.label }.sorted(),
        known: entity.id,
        attributes: entity.attributes.merging(gazetteer.service(of: known, on: published)) { old, _ in old })
    }
    let label = cluster.spellings.max { fullness($0) < fullness($1) } ?? ""
    return Entity(
      kind: cluster.kind, label: label, aliases: cluster.spellings.filter { $0 != label }.sorted(), known: nil
    )
  }

  private func fullness(_ spelling: String) -> (Int, Int) {
    let isShouted = spelling.unicodeScalars.allSatisfy { !$0.properties.isLowercase } && spelling.count > 5
    return (isShouted ? 0 : 1, spelling.unicodeScalars.count)
  }
}

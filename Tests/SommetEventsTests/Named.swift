import SommetEvents
import SommetGraph
import SommetText

/// The names and times that stand in the named spans of a document.
func named(in document: AnnotatedDocument, dates: [String: String] = [:])
  -> (entities: EntityAnnotations, times: [TimeExpression])
{
  let kinds: [String: EntityKind] = ["PER": .person, "ORG": .organization, "GPE": .country, "LOC": .place]
  var entities = EntityAnnotations()
  var times: [TimeExpression] = []
  for named in document.entities {
    let span = document.span(of: named.tokens)
    let name = String(document.text[span])
    guard let kind = kinds[named.label] else {
      times.append(
        TimeExpression(span: span, tokens: named.tokens, kind: .date, value: dates[name], rule: "test"))
      continue
    }
    let index = entities.entities.firstIndex { $0.label == name } ?? entities.entities.count
    if index == entities.entities.count { entities.entities.append(Entity(kind: kind, label: name)) }
    entities.mentions.append(
      Mention(
        span: span, tokens: named.tokens, head: document.head(of: named.tokens), entity: index, form: .name))
  }
  return (entities, times)
}

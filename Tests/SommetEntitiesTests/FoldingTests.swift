import SommetEntities
import Testing

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Émirats", "emirats"), ("O.N.U.", "onu"), ("Maison‑Blanche", "maison-blanche"), ("l’Œuvre", "l'oeuvre"),
    ("Šefčovič", "sefcovic"), ("Łukasz", "lukasz"), ("Ňķģ", "nkg"), ("Київ", "київ"),
  ])
  func `takes case, accents and signs off a name`(name: String, key: String) {
    #expect(Folding.key(name) == key)
  }

  @Test(arguments: [
    ("zelensky", "zelenskyy"), ("zelenski", "zelensky"), ("chavez", "shavez"), ("kagame", "kagamé"),
    ("mohammed", "mohamed"), ("tchernychev", "chernishev"), ("poutine", "putin"),
  ])
  func `hears transliterations alike`(one: String, other: String) {
    #expect(Folding.sound(Folding.key(one)) == Folding.sound(Folding.key(other)))
  }

  @Test(arguments: [("macron", "marcon"), ("merkel", "merz"), ("roux", "rioux")])
  func `hears different names apart`(one: String, other: String) {
    #expect(Folding.sound(one) != Folding.sound(other))
  }

  @Test(arguments: [("giorgia", "georgia", 1), ("anne", "anne", 0), ("jean", "claudine", 3)])
  func `counts letters that differ up to a limit`(one: String, other: String, distance: Int) {
    #expect(Folding.distance(one, other, limit: 2) == distance)
  }

  @Test(arguments: [
    ("secrétaire général", "secrétaires généraux"), ("chef de l'État", "chefs de l'État"), ("roi", "rois"),
    ("français", "français"), ("Premier ministre", "Premiers ministres"),
  ])
  func `forms the plural of titles and adjectives`(one: String, many: String) throws {
    #expect(try Gazetteer().plural(one) == many)
  }
}

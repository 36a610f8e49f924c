import SommetTime
import Testing

@Suite struct NoTimeTests {
  let tagger = try! TimeTagger()

  @Test(arguments: [
    "Theresa May a parlé.", "Le G20 et la COP30 débattent du CO2.", "Il faut 2 millions d'euros.",
    "L'équipe gagne 3-1.", "La rue du 4-Septembre est fermée.", "L'avenue du 8 Mai est fermée.",
    "Une femme âgée de 30 ans témoigne.", "Les Vingt-Sept débattent.", "Le cortège compte 2000 personnes.",
    "Il y a 12 000 soldats.", "Le vol 1515 est parti.", "Le Boeing 747 décolle.",
    "La planète Mars est rouge.",
    "Il a été reçu.", "La vidéo a depuis été supprimée.", "Le père Noël arrive.",
    "Le mouvement du 23 mars recule.", "Elle obtient 49,3 % des voix.", "Il pèse 1 915 kg.",
    "Jules Avril est venu.", "M. Juin est là.", "Le maréchal Juin commande.", "Le Soir écrit cela.",
    "Entre 1500 et 2000 personnes défilent.", "La version 3.11.2024b paraît.",
    "Ils ont fini en trois semaines.",
    "L'an II est loin.", "Il appelle le 01 45 67 89 10.", "Elle se lève une seconde fois.",
    "Le Premier ministre parle.", "Il a trois enfants et dix cousins.", "La mer est calme, le jeu continue.",
  ])
  func `what only looks like a time is none`(text: String) {
    for style in TimeTagger.Style.allCases {
      let found = tagger.expressions(in: text, reference: "2025-08-20", style: style)
      #expect(found.isEmpty, "\(found.map(\.rule)) in \(style)")
    }
  }

  @Test func `the attack of 11 September keeps its year`() {
    let values = { (text: String) in
      tagger.expressions(in: text, reference: "2025-08-20", style: .news).map(\.value)
    }
    #expect(values("Les attentats du 11 septembre ont changé le pays.") == ["2001-09-11"])
    #expect(values("Depuis le 11-Septembre, tout a changé.") == ["2001-09-11"])
    #expect(values("La réunion aura lieu le 11 septembre.") == ["2025-09-11"])
  }

  @Test func `a day that the calendar lacks is no date`() {
    for text in ["le 31 avril 2025", "le 32 août", "le 29 février 2025", "2025-02-30"] {
      let found = tagger.expressions(in: text, reference: "2025-08-20", style: .news)
      #expect(found.allSatisfy { $0.value == nil }, "\(text): \(found.map(\.value))")
    }
  }

  @Test func `a long text of digits and odd signs does no harm`() {
    let pieces = [
      "12", "/", "mardi", "-", "le", "1er", "h", "30", "à", "et", "de", "2024", "’", "\u{301}", "🙂", "mois",
    ]
    var text = ""
    var state: UInt64 = 7
    for _ in 0..<4000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text += pieces[Int(state >> 33) % pieces.count] + (state >> 62 == 0 ? "" : " ")
    }
    for style in TimeTagger.Style.allCases {
      let found = tagger.expressions(in: text, reference: "2025-08-20", style: style)
      for (a, b) in zip(found, found.dropFirst()) { #expect(a.span.end <= b.span.start) }
    }
  }
}

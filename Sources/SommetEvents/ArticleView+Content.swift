import SommetText

/// The words that say what, with the entities in them.
struct Content {
  var tokens: Range<Int>
  var text: String
  /// The head noun phrase, for a topic's label.
  var head: Int?
}

extension ArticleView {
  /// The phrase below a head as one stretch of text, without what lies on the trigger's side.
  func phrase(_ head: Int, trigger: Int) -> Content? {
    if head < trigger, let named = whatIsApposed(head) {
      return content(start(ofPhrase: named)..<head + 1, head: named)
    }
    var lower = head
    var upper = head + 1
    let sentence = sentence(head)
    for index in document.subtree(of: head) {
      if trigger < head ? index > trigger : index < trigger {
        lower = min(lower, index)
        upper = max(upper, index + 1)
      }
    }
    // "l'offre que X a acceptée": the phrase ends before the clause of the trigger.
    if head < trigger {
      for child in children(head) where child > head && isDeprel(child, "acl") {
        let below = document.subtree(of: child)
        if below.contains(trigger), let first = below.first, first > head { upper = min(upper, first) }
      }
    }
    // "celle avancée par X envisageant Y": a demonstrative is nothing without what follows.
    if isForm(head, .demonstrative) {
      upper = (head..<sentence.upperBound).first { [";", ":"].contains(forms[$0]) } ?? sentence.upperBound
    }
    // "un document par lequel …": a relative clause that the parser hung elsewhere.
    if head > trigger, upper < sentence.upperBound - 1 {
      let opens = [upper, upper + 1].first { token($0).feats["PronType"] == "Rel" }
      if let opens, opens == upper || token(upper).upos == .adp,
        !isForm(opens, .who) || token(upper).upos != .punct
      {
        upper = (opens..<sentence.upperBound).first { [";", ":"].contains(forms[$0]) } ?? sentence.upperBound
      }
    }
    // "propose une autre voie : rester": what follows the colon says which.
    if head > trigger, upper < sentence.upperBound, forms[upper] == ":" { upper = sentence.upperBound }
    // Only what hangs together: a conjunct of another clause ends the phrase.
    for child in children(head)
    where child > head && token(child).deprel == "conj" && isVerb(child) && isFinite(child) {
      if !isVerb(head) { upper = min(upper, child) }
    }
    if head < trigger {
      lower = max(lower, start(ofPhrase: head))
      // "une idée longtemps soutenue par X": what says how belongs to the trigger.
      while upper == trigger, upper - 1 > head, token(upper - 1).upos == .adv { upper -= 1 }
    }
    return content(
      Range(from: max(lower, sentence.lowerBound), upTo: min(upper, sentence.upperBound)), head: head)
  }

  /// The first token below a noun, without what opens the clause or the phrase above: "dans un texte proposé par X",
  /// "quand le texte aura été adopté".
  private func start(ofPhrase head: Int) -> Int {
    var lower = min(document.subtree(of: head).first ?? head, head)
    while lower < head, opensPhrase(lower, of: head) { lower += 1 }
    return lower
  }

  /// "dans", "quand", "grâce à"
  private func opensPhrase(_ index: Int, of head: Int) -> Bool {
    let opener = token(index).deprel == "fixed" ? document.tokens[index].head : index
    return document.tokens[opener].head == head
      && ([.adp, .sconj].contains(token(opener).upos) || token(opener).deprel == "case")
  }

  /// "une hausse du péage, mesure soutenue par X": the noun that a bare one behind a comma says the kind of.
  private func whatIsApposed(_ noun: Int) -> Int? {
    let before = noun - 2
    guard before >= sentence(noun).lowerBound, token(noun).upos == .noun, !hasMention(noun),
      forms[noun - 1] == ",", !children(noun).contains(where: { token($0).upos == .det })
    else { return nil }
    var named = before
    while !hasMention(named), let above = head(named), above < named,
      [.noun, .adj].contains(token(above).upos)
    {
      named = above
    }
    return token(named).upos == .noun && !hasMention(named) ? named : nil
  }

  /// A stretch of tokens as content, trimmed of blanks, commas and unpaired quotation marks.
  func content(_ range: Range<Int>, head: Int?) -> Content? {
    var lower = range.lowerBound
    var upper = range.upperBound
    let isTrimmed: (Int) -> Bool = { [self] index in
      token(index).upos == .space || isForm(index, .and)
        || [",", ";", ":", ".", "-", "–", "—"].contains(forms[index])
    }
    while lower < upper, isTrimmed(lower) { lower += 1 }
    while lower < upper, isTrimmed(upper - 1) { upper -= 1 }
    while let length = connective(at: lower, before: upper) { lower += length }
    guard lower < upper else { return nil }
    let opening = (lower..<upper).filter { forms[$0] == "«" }.count
    let closing = (lower..<upper).filter { forms[$0] == "»" }.count
    if closing > opening, forms[upper - 1] == "»" { upper -= 1 }
    if opening > closing {
      if forms[lower] == "«" {
        lower += 1
      } else if let close = (upper..<max(upper, min(upper + 12, sentence(upper - 1).upperBound))).first(
        where: {
          forms[$0] == "»"
        })
      {
        // A quotation opened inside is told to its end.
        upper = close + 1
      }
    }
    while lower < upper, isTrimmed(lower) { lower += 1 }
    while lower < upper, isTrimmed(upper - 1) { upper -= 1 }
    guard lower < upper else { return nil }
    let text = document.text[document.span(of: lower..<upper)]
    return Content(tokens: lower..<upper, text: oneLine(text), head: head)
  }

  /// How many tokens an adverb that links sentences takes, "également", "de plus", when words follow it.
  private func connective(at index: Int, before upper: Int) -> Int? {
    if index + 1 < upper, isForm(index, .connective) { return 1 }
    if index + 2 < upper, words.contains(forms[index] + " " + forms[index + 1], in: .connective),
      token(index + 2).upos == .det
    {
      return 2
    }
    return nil
  }

  private func oneLine(_ text: Substring) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// The clause after "que" that a trigger governs.
  func clauseContent(of trigger: Int) -> Content? {
    let sentence = sentence(trigger)
    var index = trigger + 1
    let upper = min(sentence.upperBound, trigger + 22)
    while index < upper {
      let form = forms[index]
      if isForm(index, .that) {
        if token(index).upos == .sconj || token(index).deprel == "mark" || index == trigger + 1 {
          return content(Range(from: index, upTo: end(ofClauseFrom: index, trigger)), head: nil)
        }
        return nil
      }
      if isVerb(index), isFinite(index) { return nil }
      if form == ";" || form == ":" || form == "." { return nil }
      index += 1
    }
    return nil
  }

  /// Where a clause that begins at "que" ends: with the sentence, or where the trigger's own clause goes on.
  private func end(ofClauseFrom mark: Int, _ trigger: Int) -> Int {
    let upper = sentence(mark).upperBound
    if let clause = head(mark), clause > mark, clause < upper {
      let last = document.subtree(of: clause).last ?? clause
      // The tree ends the clause; a quotation mark opened inside closes it later.
      var end = last + 1
      let opened = (mark..<end).filter { forms[$0] == "«" }.count
      let closed = (mark..<end).filter { forms[$0] == "»" }.count
      if opened > closed, let close = Range(from: end, upTo: upper).first(where: { forms[$0] == "»" }) {
        end = close + 1
      }
      // "que toute négociation pour un éventuel accord | devra …": a clause has its verb.
      let hasVerb = (mark..<end).contains { isFinite($0) }
      if end - mark >= 4, hasVerb { return end }
    }
    return (mark..<upper).first { forms[$0] == ";" } ?? upper
  }

  /// The infinitive a trigger governs, with its complements.
  func infinitiveContent(of trigger: Int) -> Content? {
    let allowed: (Int) -> Bool = { [self] child in
      guard child > trigger, isInfinitive(child), token(child).deprel != "conj" else { return false }
      return !children(child).contains {
        $0 < child && isForm($0, .adjunct)
      }
    }
    if let direct = children(trigger).first(where: allowed) { return phrase(direct, trigger: trigger) }
    // Hung on the object: "appeler ses partenaires à reconsidérer".
    for child in children(trigger) where child > trigger && !isVerb(child) {
      for below in document.subtree(of: child) where below > child && isVerb(below) && allowed(below) {
        let isMarked = children(below).contains {
          $0 < below && (isPreposition($0, .to) || isPreposition($0, .of))
        }
        if isMarked, head(below).map({ !isVerb($0) }) ?? false {
          return phrase(below, trigger: trigger)
        }
      }
    }
    return nil
  }

  /// What is quoted around a verb of saying: inside its clause, before it, or in the sentences before.
  func quotationContent(of trigger: Int) -> Content? {
    let sentence = sentence(trigger)
    let start = start(ofVerbGroup: trigger)
    // Before: "« … », a prévenu X", "…, prévient X".
    if start > sentence.lowerBound {
      var before = start - 1
      while before > sentence.lowerBound, token(before).upos == .space { before -= 1 }
      if [",", "»", "\"", "”", "?", "!"].contains(forms[before]), isIncise(trigger) {
        var first = sentence.lowerBound
        if let close = Range(from: sentence.lowerBound, upTo: start).last(where: {
          ["»", "\"", "”"].contains(forms[$0])
        }) {
          if let open = (sentence.lowerBound..<close).last(where: { ["«", "\"", "“"].contains(forms[$0]) }) {
            first = open
            return content(Range(from: first + 1, upTo: close), head: nil)
          }
          let open = openingQuote(before: sentence.lowerBound).map { $0 + 1 } ?? first
          return content(Range(from: open, upTo: close), head: nil)
        }
        // "…, a-t-il prévenu, …": what is said goes on after the verb.
        if let comma = Range(from: trigger, upTo: min(sentence.upperBound, trigger + 5)).first(where: {
          forms[$0] == ","
        }),
          sentence.upperBound - comma > 3
        {
          return content(Range(from: first, upTo: sentence.upperBound), head: nil)
        }
        return content(Range(from: first, upTo: before), head: nil)
      }
    }
    // After: "X prévient : « … »".
    let upper = sentence.upperBound
    if let colon = Range(from: trigger, upTo: upper).first(where: { forms[$0] == ":" }) {
      if colon + 1 < upper { return content(colon + 1..<upper, head: nil) }
      let next = document.sentence(of: trigger) + 1
      if next < document.sentences.count { return content(document.sentences[next], head: nil) }
    }
    return nil
  }

  /// The opening mark of a quotation that runs over several sentences, at most six back.
  private func openingQuote(before index: Int) -> Int? {
    let number = document.sentence(of: index)
    let lower = document.sentences[max(0, number - 6)].lowerBound
    var current = index
    while current > lower {
      current -= 1
      if forms[current] == "»" { return nil }
      if forms[current] == "«" { return current }
    }
    return nil
  }

  /// What follows a colon: "Mise en garde de l'ONU : …".
  func colonContent(of trigger: Int) -> Content? {
    let upper = sentence(trigger).upperBound
    guard let colon = Range(from: trigger, upTo: upper).first(where: { forms[$0] == ":" }), colon + 1 < upper
    else {
      return nil
    }
    return content(colon + 1..<upper, head: nil)
  }

  /// A short label for what an act is about: the head with what specifies it, at most ten words.
  func topic(_ content: Content) -> String {
    var tokens = content.tokens
    while tokens.count > 1,
      [.det, .adp, .space].contains(token(tokens.lowerBound).upos) || isForm(tokens.lowerBound, .that)
        || isPreposition(tokens.lowerBound, .to) || isPreposition(tokens.lowerBound, .of)
        || ["«", "\""].contains(forms[tokens.lowerBound])
    {
      tokens = Range(from: tokens.lowerBound + 1, upTo: tokens.upperBound)
    }
    if let stop = tokens.dropFirst(2).first(where: {
      [",", ";", ":", "(", "»", "\""].contains(forms[$0]) || token($0).feats["PronType"] == "Rel"
    }) {
      tokens = Range(from: tokens.lowerBound, upTo: stop)
    }
    if tokens.count > 12 {
      var end = tokens.lowerBound + 12
      while end > tokens.lowerBound + 4, [.adp, .det, .cconj, .punct, .sconj].contains(token(end - 1).upos) {
        end -= 1
      }
      tokens = Range(from: tokens.lowerBound, upTo: end)
    }
    return oneLine(document.text[document.span(of: closingQuotation(in: tokens, of: content.tokens))])
  }

  /// A label with the end of a quotation that it opens, or without the quotation when its end is far.
  private func closingQuotation(in label: Range<Int>, of content: Range<Int>) -> Range<Int> {
    guard let open = label.last(where: { forms[$0] == "«" }),
      !Range(from: open, upTo: label.upperBound).contains(where: { forms[$0] == "»" })
    else { return label }
    let near = Range(from: label.upperBound, upTo: min(content.upperBound, label.upperBound + 4))
    if let close = near.first(where: { forms[$0] == "»" }) { return label.lowerBound..<close + 1 }
    return open > label.lowerBound + 1 ? label.lowerBound..<open : label
  }

  /// Entities named in a stretch of tokens, in text order, without repetition.
  func entitiesNamed(in range: Range<Int>) -> [Int] {
    var found: [Int] = []
    for mention in entities.mentions where range.contains(mention.head) && mention.form != .pronoun {
      if !found.contains(mention.entity) { found.append(mention.entity) }
    }
    return found
  }
}

import SommetText

// Verbs that were tagged as something else.

extension ParseRepair {
  /// "a téléphoné", "a consenti": a participle is what follows its auxiliary.
  mutating func retagParticiple(_ index: Int) {
    // "a lundi averti" makes no verb of the day.
    guard !isTime[index],
      document.children(of: index).contains(where: { $0 < index && tokens[$0].deprel == "aux:tense" })
    else { return }
    let form = tokens[index].form
    guard let lemma = infinitive(ofParticiple: form) else { return }
    tokens[index].upos = .verb
    tokens[index].lemma = forms.reading(of: form)?.lemma ?? lemma
    tokens[index].feats = Feats("Tense=Past|VerbForm=Part")
    hasChanged = true
  }

  /// "une sévère mise en garde", "la prise de la ville": a participle behind an article, in the place of a noun.
  ///
  /// - Returns: whether it was one.
  mutating func retagNoun(_ index: Int) -> Bool {
    let children = document.children(of: index)
    guard tokens[index].feats["VerbForm"] == "Part",
      ["obj", "nsubj", "nmod", "obl:arg", "obl:mod"].contains(tokens[index].deprel),
      let article = children.first(where: { $0 < index && tokens[$0].upos == .det }),
      (article + 1..<index).allSatisfy({ tokens[$0].upos == .adj && tokens[$0].head == index }),
      !children.contains(where: { isAuxiliary($0) || tokens[$0].deprel.hasPrefix("nsubj") })
    else { return false }
    let form = tokens[index].form
    tokens[index].upos = .noun
    tokens[index].lemma = form.hasSuffix("es") ? String(form.dropLast()) : form
    tokens[index].feats = Feats(
      ["Gender", "Number"].compactMap { name in tokens[index].feats[name].map { "\(name)=\($0)" } }
        .joined(separator: "|"))
    hasChanged = true
    return true
  }

  func infinitive(ofParticiple form: String) -> String? {
    let groups: [(participle: WordClasses.Class, infinitive: WordClasses.Class)] = [
      (.firstParticiple, .firstInfinitive), (.secondParticiple, .secondInfinitive),
    ]
    for group in groups {
      if let stem = words.stem(of: form, in: group.participle) {
        return stem + words.words(in: group.infinitive)[0]
      }
    }
    return nil
  }

  /// "L'OMS alerte sur une épidémie", "et demande à X": a form of a trigger right behind a name that no preposition
  /// governs, or joined without article to a verb.
  mutating func retagFinite(_ index: Int) {
    guard let reading = forms.reading(of: tokens[index].form), reading.feats["VerbForm"] == "Fin",
      index + 1 < tokens.count, isFollowedClosely(index)
    else { return }
    let children = document.children(of: index)
    if children.contains(where: { $0 < index && [.det, .adp, .adj].contains(tokens[$0].upos) }) { return }
    let hasSubject = children.contains { tokens[$0].deprel.hasPrefix("nsubj") && $0 < index }
    if hasSubject {
      retag(index, reading)
    } else if tokens[index].deprel == "conj", tokens[tokens[index].head].upos == .verb, index > 0,
      tokens[index - 1].upos == .cconj, followsVerbally(index)
    {
      retag(index, reading)
    } else if tokens[index + 1].text.hasPrefix("-"), tokens[index + 1].upos == .pron {
      // "…, alerte-t-il, …"
      retag(index, reading)
    } else if let mention = mentionBefore[index], followsVerbally(index), !hasVerb(before: index),
      !isGoverned(mention)
    {
      retag(index, reading)
      raise(index, over: mention)
    }
  }

  /// "enjoint", "vante": the lemma and the features of a trigger's form that the tagger gave to another verb.
  mutating func relemmatize(_ index: Int) {
    guard let reading = forms.reading(of: tokens[index].form), reading.feats["VerbForm"] == "Fin",
      !document.children(of: index).contains(where: { isAuxiliary($0) })
    else { return }
    guard reading.isSure || !isTrigger(tokens[index].lemma),
      tokens[index].lemma != reading.lemma || tokens[index].feats != reading.feats
    else { return }
    tokens[index].lemma = reading.lemma
    tokens[index].feats = reading.feats
    hasChanged = true
  }

  /// "La Suède somme la Norvège de partir": a finite verb that was hung on the name before it.
  mutating func raiseFinite(_ index: Int) {
    guard ["amod", "nmod", "flat:name", "appos", "xcomp", "advmod"].contains(tokens[index].deprel),
      tokens[index].feats["VerbForm"] == "Fin", isTrigger(tokens[index].lemma),
      let mention = mentionBefore[index], mention.tokens.contains(tokens[index].head),
      !hasVerb(before: index), !isGoverned(mention)
    else { return }
    raise(index, over: mention)
    hasChanged = true
  }

  mutating func retag(_ index: Int, _ reading: VerbForms.Reading) {
    tokens[index].upos = .verb
    tokens[index].lemma = reading.lemma
    tokens[index].feats = reading.feats
    hasChanged = true
  }

  /// Whether the sentence goes on, though the parser may have cut it: "Clara Fontaine presse | la Norvège de céder".
  func isFollowedClosely(_ index: Int) -> Bool {
    document.sentence(of: index) == document.sentence(of: index + 1)
      || tokens[index + 1].text.unicodeScalars.first?.properties.isLowercase == true
  }

  /// Whether what follows can follow a verb: a determiner, a name, a preposition, "que".
  func followsVerbally(_ index: Int) -> Bool {
    [.det, .adp, .sconj, .propn, .adv].contains(tokens[index + 1].upos)
  }

  func hasVerb(before index: Int) -> Bool {
    let sentence = document.sentences[document.sentence(of: index)]
    return sentence.contains { other in
      other != index && tokens[other].upos == .verb && tokens[other].feats["VerbForm"] == "Fin"
    }
  }

  func isGoverned(_ mention: Mention) -> Bool {
    isGoverned(mention.head)
      || mention.tokens.lowerBound > 0 && tokens[mention.tokens.lowerBound - 1].upos == .adp
  }

  /// Makes a verb the head of the subject that was its head.
  mutating func raise(_ verb: Int, over mention: Mention) {
    let subject = mention.head
    let isBelow = mention.tokens.contains(tokens[verb].head)
    guard isBelow else { return }
    let isRoot = tokens[subject].head == subject
    tokens[verb].head = isRoot ? verb : tokens[subject].head
    tokens[verb].deprel = isRoot ? "ROOT" : tokens[subject].deprel
    tokens[subject].head = verb
    tokens[subject].deprel = "nsubj"
    var complements = tokens.indices.filter { mention.tokens.contains(tokens[$0].head) && $0 > verb }
    let last = document.sentences[document.sentence(of: verb)].upperBound
    if last == verb + 1, last < tokens.count {
      // The object is the root of what was cut off.
      complements += document.sentences[document.sentence(of: last)].filter { tokens[$0].head == $0 }
    }
    for complement in complements {
      tokens[complement].head = verb
      guard ["nmod", "appos", "flat:name", "root", "ROOT"].contains(tokens[complement].deprel) else {
        continue
      }
      tokens[complement].deprel = isGoverned(complement) ? "obl:arg" : "obj"
    }
  }
}

import SommetGraph
import SommetText

/// Whether an act happened, by its own tense and polarity and by what stands above it in the tree.
struct ModalityReader {
  let view: ArticleView
  let scope: ScopeLexicon

  /// A modality and what it rests on.
  struct Reading: Equatable {
    var modality: Modality
    /// Whether a tense or word says so; false when nothing but a bare noun or a present tense does.
    var isExplicit: Bool
    /// The word that decides, for those who ask why.
    var ground: Ground?

    init(modality: Modality, isExplicit: Bool, ground: Ground? = nil) {
      self.modality = modality
      self.isExplicit = isExplicit
      self.ground = ground
    }

    /// A reading that a word says outright.
    init(_ modality: Modality, _ kind: ModalityGround, _ token: Int) {
      self.init(modality: modality, isExplicit: true, ground: Ground(kind, token))
    }
  }

  /// The reading of an act whose trigger is a verb, noun or adjective.
  ///
  /// - Parameter isSpoken: whether the act is one of words; then a purpose after a past verb has been reached ("a
  ///   appelé X pour lui demander").
  func reading(of trigger: Int, isSpoken: Bool = false) -> Reading {
    view.isVerb(trigger) || view.isPredicate(trigger) ? verbal(trigger, isSpoken) : nominal(trigger, isSpoken)
  }

  /// A sentence that asks leaves open what it asks.
  func questioned(_ reading: Reading, at top: Int) -> Reading {
    let sentence = view.sentence(top)
    var last = sentence.upperBound - 1
    while last > sentence.lowerBound,
      view.token(last).upos == .space || ["»", "\"", "”"].contains(view.forms[last])
    {
      last -= 1
    }
    guard view.forms[last] == "?", reading.modality == .occurred || reading.modality == .planned else {
      return reading
    }
    return Reading(.hypothetical, .question, last)
  }

  /// The outer word's modality over the inner one's.
  func combine(_ inner: Reading, _ outer: Reading) -> Reading {
    switch (inner.modality, outer.modality) {
    case (.denied, .denied): Reading(modality: .hypothetical, isExplicit: true, ground: outer.ground)
    case (.denied, _): inner
    case (_, .denied): outer
    case (.hypothetical, _): inner
    case (_, .hypothetical): outer
    case (.planned, _): inner
    case (_, .planned): outer
    case (.occurred, _), (.unstated, _):
      inner.isExplicit || !outer.isExplicit && outer.ground == nil ? inner : outer
    }
  }
}

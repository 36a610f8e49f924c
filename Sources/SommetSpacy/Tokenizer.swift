import SommetText

/// A token as the tokenizer leaves it.
package struct TokenRecord: Sendable, Hashable {
  /// The number of its type in the workspace's `LexemeStore`.
  package var lexeme: Int32
  /// Where it begins, in Unicode scalars.
  package var start: Int32
  /// Whether a plain space follows.
  package var hasSpaceAfter: Bool
}

/// spaCy's rule tokenizer, driven by the rules of a compiled pipeline.
///
/// A text is cut at whitespace into chunks. From a chunk that is no exception, prefixes and suffixes are taken off in
/// turn until nothing comes off; what is left is an exception, a whole (`token_match`, `url_match`), or is cut at
/// infixes. At last, runs of tokens that spell an exception are joined to it. Chunks are remembered.
///
/// Source: <https://spacy.io/usage/linguistic-features#how-tokenizer-works>. Positions are Unicode scalars.
package struct Tokenizer: Sendable {
  /// What an exception is cut into.
  private struct Exception: Sendable {
    /// UTF-8 and the number of a norm, or −1.
    let tokens: [(bytes: [UInt8], norm: Int32)]
  }

  private let prefix: RegexProgram
  private let suffix: RegexProgram
  private let infix: RegexProgram
  private let tokenMatch: RegexProgram?
  private let urlMatch: RegexProgram?
  private let sets: ScalarSets
  private let exceptions: [Exception]
  private let exceptionNumbers: [ScalarString: Int]
  /// Bit n: some exception is n scalars long; bit 63: 63 and more.
  private let exceptionLengths: UInt64
  /// For Latin-1, which of the five expressions a scalar is required by, as bits.
  private let requiredBits: [UInt8]
  private let specials: SpecialCases

  package let identifiers: StringIdentifiers
  private let norms: [UInt64: UInt64]
  private let exceptionNorms: [UInt64]

  package init(in file: PipelineFile) throws(PipelineError) {
    let identifiers = try StringIdentifiers(in: file)
    let sets = try ScalarSets("tokenizer/sets", in: file)
    self.identifiers = identifiers
    self.sets = sets
    func program(_ name: String) throws(PipelineError) -> RegexProgram? {
      guard file.contains("tokenizer/\(name).program") else { return nil }
      return try RegexProgram("tokenizer/\(name)", sets: sets, in: file)
    }
    guard let prefix = try program("prefix_search"), let suffix = try program("suffix_search"),
      let infix = try program("infix_finditer")
    else { throw .malformed(file: file.path, field: "tokenizer", expected: "affix rules", found: "none") }
    self.prefix = prefix
    self.suffix = suffix
    self.infix = infix
    tokenMatch = try program("token_match")
    urlMatch = try program("url_match")
    var norms: [UInt64: UInt64] = [:]
    for pair in try file.message("tokenizer/norms").pairs() {
      norms[identifiers.id(pair.key)] = identifiers.id(try pair.value.string())
    }
    self.norms = norms

    var exceptions: [Exception] = []
    var numbers: [ScalarString: Int] = [:]
    var exceptionNorms: [UInt64] = []
    var lengths: UInt64 = 0
    for (text, field) in try file.message("tokenizer/exceptions").pairs() {
      var tokens: [(bytes: [UInt8], norm: Int32)] = []
      for token in try field.array() {
        let orth = try token["orth"].string()
        guard !orth.isEmpty else { throw token.error(expected: "a token of some length") }
        var norm: Int32 = -1
        if let text = try token.optional("norm") {
          norm = Int32(exceptionNorms.count)
          exceptionNorms.append(identifiers.id(try text.string()))
        }
        tokens.append((Array(orth.utf8), norm))
      }
      guard tokens.flatMap(\.bytes).elementsEqual(text.utf8), !tokens.isEmpty else {
        throw field.error(expected: "tokens that spell '\(text)'")
      }
      let scalars = ScalarString(text)
      numbers[scalars] = exceptions.count
      lengths |= 1 << UInt64(min(scalars.values.count, 63))
      exceptions.append(Exception(tokens: tokens))
    }
    self.exceptions = exceptions
    self.exceptionNorms = exceptionNorms
    exceptionNumbers = numbers
    exceptionLengths = lengths
    specials = try SpecialCases(in: file)

    let programs = [prefix, suffix, infix, tokenMatch, urlMatch]
    requiredBits = (0..<256).map { scalar in
      programs.enumerated().reduce(0) { bits, program in
        let isRequired = program.element?.required.map { sets.contains($0, UInt32(scalar)) } ?? true
        return bits | (isRequired ? 1 << UInt8(program.offset) : 0)
      }
    }
  }

  package func makeLexemes() -> LexemeStore {
    LexemeStore(
      identifiers: identifiers, norms: norms, exceptionNorms: exceptionNorms, specials: specials.numbers)
  }

  // MARK: Texts

  /// Cuts a text into tokens, left in `workspace.tokens`. `workspace.trim()` may be called between texts.
  package func tokenize(_ text: ScalarText, in workspace: TokenizerWorkspace) {
    workspace.tokens.removeAll(keepingCapacity: true)
    var string = text.string
    string.withUTF8 { cut(UnsafeRawBufferPointer($0), workspace, usesExceptions: true) }
    if !specials.isEmpty { joinSpecialCases(workspace) }
  }

  /// The texts of the tokens without exceptions, as special cases are spelt.
  package func patternTokens(_ text: String, in workspace: TokenizerWorkspace) -> [String] {
    workspace.tokens.removeAll(keepingCapacity: true)
    var string = text
    string.withUTF8 { cut(UnsafeRawBufferPointer($0), workspace, usesExceptions: false) }
    return workspace.tokens.map { workspace.lexemes[$0.lexeme].text }
  }

  /// Whether some affix is in a text, so that the tokenizer may cut it.
  package func hasAffix(_ text: String, in workspace: TokenizerWorkspace) -> Bool {
    let scalars = text.unicodeScalars.map(\.value)
    return scalars.withUnsafeBufferPointer { scalars in
      guard let start = scalars.baseAddress else { return false }
      let slice = ScalarSlice(start, 0, scalars.count)
      return prefix.search(slice, workspace.stack) != nil || suffix.search(slice, workspace.stack) != nil
        || infix.next(slice, from: 0, nonEmpty: false, workspace.stack) != nil
    }
  }

  private func cut(_ bytes: UnsafeRawBufferPointer, _ workspace: TokenizerWorkspace, usesExceptions: Bool) {
    var position: Int32 = 0
    var start = 0
    var offset = 0
    var isInSpace = false
    while offset < bytes.count {
      let (isSpace, width) = Self.space(bytes, offset)
      if offset == 0 { isInSpace = isSpace }
      if isSpace != isInSpace {
        if start < offset {
          let chunk = UnsafeRawBufferPointer(rebasing: bytes[start..<offset])
          appendChunk(chunk, at: &position, workspace, usesExceptions)
        }
        start = offset
        if bytes[offset] == 0x20, !workspace.tokens.isEmpty {
          workspace.tokens[workspace.tokens.count - 1].hasSpaceAfter = true
          position += 1
          start += 1
        }
        isInSpace.toggle()
      }
      offset += width
    }
    if start < bytes.count {
      let chunk = UnsafeRawBufferPointer(rebasing: bytes[start...])
      appendChunk(chunk, at: &position, workspace, usesExceptions)
    }
  }

  /// Whether the scalar at an offset of valid UTF-8 is whitespace, and its width in bytes.
  @inline(__always)
  private static func space(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> (isSpace: Bool, width: Int) {
    let lead = bytes[offset]
    if lead < 0x80 { return (PythonCharacters.isSpace(UInt32(lead)), 1) }
    if lead < 0xE0 { return (lead == 0xC2 && (bytes[offset + 1] == 0x85 || bytes[offset + 1] == 0xA0), 2) }
    if lead >= 0xF0 { return (false, 4) }
    if lead > 0xE3 || lead == 0xE0 { return (false, 3) }
    let scalar =
      UInt32(lead & 0x0F) << 12 | UInt32(bytes[offset + 1] & 0x3F) << 6 | UInt32(bytes[offset + 2] & 0x3F)
    return (PythonCharacters.isSpace(scalar), 3)
  }

  private func appendChunk(
    _ chunk: UnsafeRawBufferPointer, at position: inout Int32, _ workspace: TokenizerWorkspace,
    _ usesExceptions: Bool
  ) {
    let range: Range<Int>
    if usesExceptions {
      let hash = MurmurHash.hash64A(chunk, seed: 0)
      if let known = workspace.chunks.find(chunk, hash: hash) {
        range = known
      } else {
        let first = workspace.chunks.lexemes.count
        cutChunk(chunk, workspace, usesExceptions: true)
        range = first..<workspace.chunks.lexemes.count
        workspace.chunks.insert(chunk, hash: hash, range)
      }
    } else {
      let first = workspace.chunks.lexemes.count
      cutChunk(chunk, workspace, usesExceptions: false)
      range = first..<workspace.chunks.lexemes.count
    }
    for index in range {
      let lexeme = workspace.chunks.lexemes[index]
      workspace.tokens.append(TokenRecord(lexeme: lexeme, start: position, hasSpaceAfter: false))
      position += Int32(truncatingIfNeeded: workspace.lexemes.lexemes[Int(lexeme)].count)
    }
  }

  // MARK: Chunks

  /// Appends the types of a chunk's tokens to `workspace.chunks.lexemes`.
  private func cutChunk(
    _ chunk: UnsafeRawBufferPointer, _ workspace: TokenizerWorkspace, usesExceptions: Bool
  ) {
    workspace.decode(chunk)
    // Where scalars that an expression needs come first and last.
    var first = (Int.max, Int.max, Int.max, Int.max, Int.max)
    var last = (-1, -1, -1, -1, -1)
    for (index, scalar) in workspace.scalars.enumerated() {
      let bits = scalar < 256 ? requiredBits[Int(scalar)] : requiredBitsBeyondLatin(scalar)
      if bits == 0 { continue }
      if bits & 1 != 0 {
        first.0 = min(first.0, index)
        last.0 = index
      }
      if bits & 2 != 0 {
        first.1 = min(first.1, index)
        last.1 = index
      }
      if bits & 4 != 0 {
        first.2 = min(first.2, index)
        last.2 = index
      }
      if bits & 8 != 0 {
        first.3 = min(first.3, index)
        last.3 = index
      }
      if bits & 16 != 0 {
        first.4 = min(first.4, index)
        last.4 = index
      }
    }
    workspace.scalars.withUnsafeBufferPointer { scalars in
      let stack = workspace.stack
      var text = ScalarSlice(scalars.baseAddress!, 0, scalars.count)
      func isWhole(_ text: ScalarSlice) -> Bool {
        guard let tokenMatch, first.3 < text.end, last.3 >= text.start else { return false }
        return tokenMatch.match(text, stack) != nil
      }
      func isURL(_ text: ScalarSlice) -> Bool {
        guard let urlMatch, first.4 < text.end, last.4 >= text.start else { return false }
        return urlMatch.match(text, stack) != nil
      }
      func exception(_ text: ScalarSlice) -> Int? { usesExceptions ? self.exception(text) : nil }
      func emit(_ start: Int, _ end: Int) { workspace.emit(chunk, start, end) }

      if let whole = exception(text) {
        emitException(whole, workspace)
        return
      }
      workspace.suffixes.removeAll(keepingCapacity: true)
      var lastCount = -1
      while text.count > 0, text.count != lastCount {
        if isWhole(text) || lastCount >= 0 && exception(text) != nil { break }
        lastCount = text.count
        var prefixWidth = 0
        if first.0 < text.end, last.0 >= text.start, let match = prefix.search(text, stack) {
          prefixWidth = match.end - match.start
        }
        let rest = text.from(text.start + prefixWidth)
        if prefixWidth > 0, rest.count > 0, exception(rest) != nil {
          emit(text.start, rest.start)
          text = rest
          break
        }
        var suffixWidth = 0
        if first.1 < rest.end, last.1 >= rest.start, let match = suffix.search(rest, stack) {
          suffixWidth = match.end - match.start
        }
        let stem = text.to(text.end - min(suffixWidth, text.count))
        if suffixWidth > 0, stem.count > 0, exception(stem) != nil {
          workspace.suffixes.append((stem.end, text.end))
          text = stem
          break
        }
        if prefixWidth > 0 {
          emit(text.start, rest.start)
          if suffixWidth > 0, prefixWidth + suffixWidth <= text.count {
            workspace.suffixes.append((stem.end, text.end))
            text = rest.to(stem.end)
          } else {
            text = rest
          }
        } else if suffixWidth > 0 {
          workspace.suffixes.append((stem.end, text.end))
          text = stem
        }
      }
      if text.count > 0 {
        if let whole = exception(text) {
          emitException(whole, workspace)
        } else if isWhole(text) || isURL(text) {
          emit(text.start, text.end)
        } else if first.2 < text.end, last.2 >= text.start {
          cutAtInfixes(text, chunk, workspace)
        } else {
          emit(text.start, text.end)
        }
      }
      for piece in workspace.suffixes.reversed() { emit(piece.start, piece.end) }
    }
  }

  private func cutAtInfixes(
    _ text: ScalarSlice, _ chunk: UnsafeRawBufferPointer, _ workspace: TokenizerWorkspace
  ) {
    var start = text.start
    var from = text.start
    var nonEmpty = false
    while let match = infix.next(text, from: from, nonEmpty: nonEmpty, workspace.stack) {
      from = match.end
      nonEmpty = match.start == match.end
      if match.start == text.start { continue }
      if match.start != start { workspace.emit(chunk, start, match.start) }
      if match.start != match.end { workspace.emit(chunk, match.start, match.end) }
      start = match.end
    }
    if start < text.end { workspace.emit(chunk, start, text.end) }
  }

  private func requiredBitsBeyondLatin(_ scalar: UInt32) -> UInt8 {
    func bit(_ program: RegexProgram?, _ bit: UInt8) -> UInt8 {
      program?.required.map { sets.contains($0, scalar) } ?? true ? bit : 0
    }
    return bit(prefix, 1) | bit(suffix, 2) | bit(infix, 4) | bit(tokenMatch, 8) | bit(urlMatch, 16)
  }

  private func exception(_ text: ScalarSlice) -> Int? {
    guard exceptionLengths >> UInt64(min(text.count, 63)) & 1 == 1 else { return nil }
    return exceptionNumbers[ScalarString(text)]
  }

  private func emitException(_ number: Int, _ workspace: TokenizerWorkspace) {
    for token in exceptions[number].tokens {
      let lexeme = token.bytes.withUnsafeBytes { workspace.lexemes.number(of: $0, norm: token.norm) }
      workspace.chunks.lexemes.append(lexeme)
    }
  }

  // MARK: Special cases

  /// Joins runs of tokens that spell an exception.
  ///
  /// Runs are found by the tokens' texts, ignoring spaces between them; longer ones first, then from the left. A run
  /// is kept when neither its first nor its last token is taken, and takes all its tokens even when it is not kept.
  private func joinSpecialCases(_ workspace: TokenizerWorkspace) {
    var found: [(start: Int, end: Int)] = []
    for index in workspace.tokens.indices {
      guard workspace.lexemes.lexemes[Int(workspace.tokens[index].lexeme)].special >= 0 else { continue }
      specials.matches(at: index, in: workspace) { found.append((index, $0)) }
    }
    if found.isEmpty { return }
    found.sort { ($1.end - $1.start, $0.start) < ($0.end - $0.start, $1.start) }
    var isTaken = [Bool](repeating: false, count: workspace.tokens.count)
    var kept: [(start: Int, end: Int)] = []
    for run in found {
      if !isTaken[run.start], !isTaken[run.end - 1] { kept.append(run) }
      for index in run.start..<run.end { isTaken[index] = true }
    }
    kept.sort { $0.start < $1.start }
    var joined: [TokenRecord] = []
    joined.reserveCapacity(workspace.tokens.count)
    var next = 0
    for run in kept {
      let tokens = workspace.tokens[run.start..<run.end]
      joined.append(contentsOf: workspace.tokens[next..<run.start])
      next = run.end
      var spelling: [UInt32] = []
      for token in tokens {
        spelling.append(contentsOf: workspace.lexemes[token.lexeme].text.unicodeScalars.map(\.value))
        if token.hasSpaceAfter { spelling.append(0x20) }
      }
      if tokens.last?.hasSpaceAfter == true { spelling.removeLast() }
      guard let number = exceptionNumbers[ScalarString(values: spelling)] else {
        joined.append(contentsOf: tokens)
        continue
      }
      var position = tokens[run.start].start
      for token in exceptions[number].tokens {
        let lexeme = token.bytes.withUnsafeBytes { workspace.lexemes.number(of: $0, norm: token.norm) }
        joined.append(TokenRecord(lexeme: lexeme, start: position, hasSpaceAfter: false))
        position += Int32(truncatingIfNeeded: workspace.lexemes[lexeme].count)
      }
      joined[joined.count - 1].hasSpaceAfter = tokens[run.end - 1].hasSpaceAfter
    }
    joined.append(contentsOf: workspace.tokens[next...])
    workspace.tokens = joined
  }
}

/// The exceptions that are cut by affixes, as runs of tokens to look for.
///
/// Section `tokenizer/specials`: a MessagePack array of arrays of token texts.
struct SpecialCases: Sendable {
  private struct Node: Sendable {
    var isEnd = false
    /// Sorted by the text's number.
    var next: [(text: Int32, node: Int)] = []
  }

  /// The number of each text that occurs.
  let numbers: [ScalarString: Int32]
  private let nodes: [Node]

  var isEmpty: Bool { nodes[0].next.isEmpty }

  init(in file: PipelineFile) throws(PipelineError) {
    var numbers: [ScalarString: Int32] = [:]
    var nodes = [Node()]
    let patterns = file.contains("tokenizer/specials") ? try file.message("tokenizer/specials").array() : []
    for pattern in patterns {
      var node = 0
      for field in try pattern.array() {
        let text = ScalarString(try field.string())
        let number = numbers[text] ?? Int32(numbers.count)
        numbers[text] = number
        if let known = nodes[node].next.first(where: { $0.text == number }) {
          node = known.node
        } else {
          nodes.append(Node())
          nodes[node].next.append((number, nodes.count - 1))
          node = nodes.count - 1
        }
      }
      guard node > 0 else { throw pattern.error(expected: "at least one token") }
      nodes[node].isEnd = true
    }
    self.numbers = numbers
    self.nodes = nodes
  }

  /// Calls with the end of every run that begins at a token.
  func matches(at start: Int, in workspace: TokenizerWorkspace, _ found: (Int) -> Void) {
    var node = 0
    var index = start
    while index < workspace.tokens.count {
      let text = workspace.lexemes.lexemes[Int(workspace.tokens[index].lexeme)].special
      guard text >= 0, let next = nodes[node].next.first(where: { $0.text == text })?.node else { return }
      node = next
      index += 1
      if nodes[node].isEnd { found(index) }
    }
  }
}

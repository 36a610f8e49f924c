/// The state of the arc-eager parser: stack, buffer, and the arcs made so far.
///
/// The buffer is `rebuffer` (tokens put back, last first), then the tokens from `next` on. Its memory is kept from
/// document to document; no step allocates.
struct ParserState {
  private(set) var count = 0
  private(set) var next: Int32 = 0
  private(set) var stack: [Int32] = []
  private(set) var rebuffer: [Int32] = []
  /// The head of each token, or −1.
  private(set) var heads: [Int32] = []
  /// The class of the action that made the arc.
  private(set) var classes: [UInt16] = []
  private var isStart: [Bool] = []
  private var isUnshiftable: [Bool] = []
  /// The dependents of each token, last added first: the first of the chain, and the next after each dependent.
  private var lastLeft: [Int32] = []
  private var lastRight: [Int32] = []
  private var sibling: [Int32] = []

  mutating func begin(_ count: Int) {
    self.count = count
    next = 0
    stack.removeAll(keepingCapacity: true)
    rebuffer.removeAll(keepingCapacity: true)
    Self.fill(&heads, count, -1)
    Self.fill(&classes, count, 0)
    Self.fill(&isStart, count, false)
    Self.fill(&isUnshiftable, count, false)
    Self.fill(&lastLeft, count, -1)
    Self.fill(&lastRight, count, -1)
    Self.fill(&sibling, count, -1)
    if count > 0 { isStart[0] = true }
  }

  private static func fill<Value>(_ array: inout [Value], _ count: Int, _ value: Value) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(value, count: count))
  }

  var bufferLength: Int { count - Int(next) + rebuffer.count }
  var isFinal: Bool { stack.isEmpty && bufferLength == 0 }

  /// The token at a place of the buffer, or −1.
  func buffer(_ place: Int) -> Int32 {
    if place < rebuffer.count { return rebuffer[rebuffer.count - 1 - place] }
    let token = Int(next) + place - rebuffer.count
    return token < count ? Int32(token) : -1
  }

  /// The token at a depth of the stack, or −1.
  func stack(_ depth: Int) -> Int32 { depth < stack.count ? stack[stack.count - 1 - depth] : -1 }

  /// The dependent to the left (right) of a token that was added last, or −1.
  func lastLeftDependent(_ token: Int32) -> Int32 { token < 0 ? -1 : lastLeft[Int(token)] }
  func lastRightDependent(_ token: Int32) -> Int32 { token < 0 ? -1 : lastRight[Int(token)] }

  func startsSentence(_ token: Int32) -> Bool { isStart[Int(token)] }
  func isUnshiftable(_ token: Int32) -> Bool { isUnshiftable[Int(token)] }

  mutating func shift() {
    let token = buffer(0)
    if rebuffer.isEmpty { next += 1 } else { rebuffer.removeLast() }
    stack.append(token)
  }

  /// Pops the stack; a token without head goes back to the buffer, unless it is the last.
  mutating func reduce() {
    let token = stack.removeLast()
    if heads[Int(token)] < 0, !stack.isEmpty {
      isUnshiftable[Int(token)] = true
      rebuffer.append(token)
    }
  }

  /// Hangs the top of the stack on the first of the buffer, and pops it.
  mutating func leftArc(_ actionClass: Int) {
    let head = buffer(0)
    let token = stack.removeLast()
    if heads[Int(token)] >= 0 { removeRight(token) }
    heads[Int(token)] = head
    classes[Int(token)] = UInt16(actionClass)
    sibling[Int(token)] = lastLeft[Int(head)]
    lastLeft[Int(head)] = token
    isUnshiftable[Int(head)] = false
  }

  /// Hangs the first of the buffer on the top of the stack, and shifts it.
  mutating func rightArc(_ actionClass: Int) {
    let token = buffer(0)
    let head = stack[stack.count - 1]
    heads[Int(token)] = head
    classes[Int(token)] = UInt16(actionClass)
    sibling[Int(token)] = lastRight[Int(head)]
    lastRight[Int(head)] = token
    shift()
  }

  mutating func startSentence(_ token: Int32) { isStart[Int(token)] = true }

  private mutating func removeRight(_ token: Int32) {
    let head = Int(heads[Int(token)])
    if lastRight[head] == token {
      lastRight[head] = sibling[Int(token)]
      return
    }
    var current = lastRight[head]
    while current >= 0 {
      let after = sibling[Int(current)]
      if after == token {
        sibling[Int(current)] = sibling[Int(token)]
        return
      }
      current = after
    }
  }
}

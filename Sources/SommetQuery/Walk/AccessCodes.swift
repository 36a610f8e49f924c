/// The code by which an access tells elements apart: that of a column, or the number of the element.
///
/// Elements of one code give one value to every expression that asks for nothing else. A column is read page by page
/// at first, and as a whole when that is asked for often.
final class AccessCodes {
  let access: ElementAccess
  /// Codes are below this.
  let limit: Int
  let column: CodedColumn?
  private var bulk: UnsafePointer<UInt32>?
  private var readCount = 0

  private static let manyReads = 4096

  /// nil when no element has the property, which then tells nothing apart.
  init?(_ access: ElementAccess, in image: GraphImage) throws {
    self.access = access
    switch access.part {
    case .type: column = access.isNode ? image.kinds : image.relations
    case .element: column = nil
    case .property(let name):
      let rest = access.isNode ? GraphImage.nodeRestNames : GraphImage.edgeRestNames
      if rest.contains(name) {
        column = nil
      } else {
        guard let found = try access.isNode ? image.nodeColumn(name) : image.edgeColumn(name) else {
          return nil
        }
        column = found
      }
    }
    limit = column?.codeCount ?? (access.isNode ? image.nodeCount : image.relationshipCount)
  }

  @inline(__always) func code(_ element: Int) throws -> Int {
    if let bulk { return Int(bulk[element]) }
    return try slowCode(element)
  }

  private func slowCode(_ element: Int) throws -> Int {
    guard let column else { return element }
    readCount += 1
    if readCount > Self.manyReads { bulk = try column.allCodes() }
    return try column.code(element)
  }
}

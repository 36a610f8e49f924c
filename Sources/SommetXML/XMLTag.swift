/// A start tag. Its pointers are good for the length of a call.
public struct XMLTag: ~Copyable {
  /// Place of the local name in the list of names; -1 when it is not there.
  public let name: Int
  /// Place of the namespace in the list; -1 when it is not there, and for none.
  public let namespace: Int
  public let hasNamespace: Bool
  /// Where the tag begins.
  public let place: XMLPlace

  let localName: UnsafeBufferPointer<UInt8>
  @usableFromInline let attributes: UnsafeBufferPointer<XMLAttribute>

  @inlinable public var attributeCount: Int { attributes.count }

  /// The element's name without its prefix.
  public var localNameText: String { String(decoding: localName, as: UTF8.self) }

  /// The attribute's name in the list; -1 when it is not there or has a prefix.
  @inlinable public func attributeName(_ number: Int) -> Int { attributes[number].number }

  /// Whether an attribute has a prefix.
  public func isPrefixed(_ number: Int) -> Bool { attributes[number].isPrefixed }

  /// The attribute's name without its prefix.
  public func attributeNameText(_ number: Int) -> String {
    String(decoding: attributes[number].localName, as: UTF8.self)
  }

  @inlinable public func attributeValue(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    attributes[number].value
  }
}

/// An attribute of a start tag; no declaration of a namespace.
@usableFromInline
struct XMLAttribute: BitwiseCopyable {
  /// In the list of names; -1 when it is not there or has a prefix.
  @usableFromInline var number: Int
  var isPrefixed: Bool
  var localName: UnsafeBufferPointer<UInt8>
  @usableFromInline var value: UnsafeBufferPointer<UInt8>
}

/// A line and a column (in characters), counted from 1.
public struct XMLPlace: Sendable, Hashable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

import Glibc

/// Start tags that came before to the byte, such as the `<data key="weight">` of a million edges: they are not scanned again.
///
/// Only short tags without a prefix, a declaration of a namespace, references and line ends are kept, each when it comes for the
/// second time in a row at its place, so that tags that never come again displace no others.
struct XMLKnownTags: ~Copyable {
  struct Tag {
    /// Of the bytes; 0 when there is no tag here.
    var hash: UInt64
    var length: Int
    /// Place of the name in the list of names; -1 when it is not there.
    var number: Int
    var nameLength: Int
    var attributeCount: Int
    var isEmpty: Bool
    /// Beginning of the tag's own copy of its bytes.
    var bytes: UnsafeMutablePointer<UInt8>
    /// Its attributes, which point into that copy.
    var attributes: UnsafeMutablePointer<XMLAttribute>
  }

  private static let slots = 256
  static let lengthLimit = 64
  static let attributeLimit = 4

  private let tags: XMLBuffer<Tag>
  private let bytes: XMLBuffer<UInt8>
  private let attributes: XMLBuffer<XMLAttribute>
  /// For each place, the hash of the tag that came last and was not known.
  private let seen: XMLBuffer<UInt64>

  /// Where a tag is, or may be kept.
  struct Place {
    fileprivate let slot: Int
    fileprivate let hash: UInt64
    fileprivate let length: Int
    /// Whether the tag is there.
    let isKnown: Bool
  }

  init() {
    tags = XMLBuffer(capacity: Self.slots)
    bytes = XMLBuffer(capacity: Self.slots * Self.lengthLimit)
    attributes = XMLBuffer(capacity: Self.slots * Self.attributeLimit)
    seen = XMLBuffer(capacity: Self.slots)
    for slot in 0..<Self.slots {
      seen[slot] = 0
      tags[slot] = Tag(
        hash: 0, length: 0, number: -1, nameLength: 0, attributeCount: 0, isEmpty: false,
        bytes: bytes.start + slot * Self.lengthLimit,
        attributes: attributes.start + slot * Self.attributeLimit)
    }
  }

  /// Looks for the tag that begins at a place; nil when it is none that is kept.
  ///
  /// - Parameter count: bytes that are there; `XMLBytes.padding` more may be looked at.
  @inline(__always)
  func find(_ start: UnsafePointer<UInt8>, count: Int) -> Place? {
    guard
      let end = XMLBytes.place(of: UInt8(ascii: ">"), in: start, count: min(count, Self.lengthLimit)),
      end >= 7
    else { return nil }
    let length = end + 1
    let hash = Self.hash(start, length)
    let slot = Int(hash >> 56)
    let isKnown =
      tags[slot].hash == hash && tags[slot].length == length && memcmp(tags[slot].bytes, start, length) == 0
    return Place(slot: slot, hash: hash, length: length, isKnown: isKnown)
  }

  /// Of the first and the last eight bytes; never 0.
  @inline(__always)
  private static func hash(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    let (first, last) = (XMLBytes.word(start), XMLBytes.word(start + length - 8))
    let mixed = (first &+ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15 ^ last
    return mixed &* 0xD6E8_FEB8_6659_FD93 | 1
  }

  @inline(__always)
  subscript(place: Place) -> Tag { tags[place.slot] }

  /// Keeps a tag that was scanned, when it came before.
  ///
  /// - Parameter attributes: those of the tag, pointing into its bytes.
  func keep(
    _ start: UnsafePointer<UInt8>, at place: Place, length: Int, number: Int, nameLength: Int, isEmpty: Bool,
    _ attributes: UnsafeBufferPointer<XMLAttribute>
  ) {
    guard length == place.length, attributes.count <= Self.attributeLimit else { return }
    guard seen[place.slot] == place.hash else {
      seen[place.slot] = place.hash
      return
    }
    var tag = tags[place.slot]
    tag.bytes.update(from: start, count: length)
    let copy = UnsafePointer(tag.bytes)
    func moved(_ piece: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: copy + (piece.baseAddress! - start), count: piece.count)
    }
    for (number, attribute) in attributes.enumerated() {
      tag.attributes[number] = XMLAttribute(
        number: attribute.number, isPrefixed: attribute.isPrefixed, localName: moved(attribute.localName),
        value: moved(attribute.value))
    }
    tag.hash = place.hash
    tag.length = length
    tag.number = number
    tag.nameLength = nameLength
    tag.attributeCount = attributes.count
    tag.isEmpty = isEmpty
    tags[place.slot] = tag
  }
}

/// An element or a text of an HTML page, in the order of the page.
public struct HTMLNode: Sendable, Hashable {
  public enum Content: Sendable, Hashable {
    /// Names in lower case.
    case element(name: String, attributes: [Attribute])
    case text(String)
  }

  public struct Attribute: Sendable, Hashable {
    /// In lower case.
    public let name: String
    public let value: String
  }

  public let content: Content
  /// Index of the element that holds it; nil at the top.
  public let parent: Int?
  /// Index after its last descendant.
  public internal(set) var end: Int

  /// The element's name; nil for text.
  public var name: String? {
    if case .element(let name, _) = content { name } else { nil }
  }

  /// The text; nil for an element.
  public var text: String? {
    if case .text(let text) = content { text } else { nil }
  }

  /// The value of an attribute; nil when absent, and for text.
  public subscript(attribute: String) -> String? {
    guard case .element(_, let attributes) = content else { return nil }
    return attributes.first { $0.name == attribute }?.value
  }
}

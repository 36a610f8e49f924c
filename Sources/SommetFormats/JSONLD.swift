import SommetGraph

/// JSON-LD 1.1: the same statements as Turtle, one resource a line.
///
/// Source: <https://www.w3.org/TR/json-ld11/>.
public enum JSONLD {
  /// - Parameter name: the file's, for messages.
  public static func write(_ graph: some GraphReading, descriptor: Int32, name: String) throws {
    try TextOutput.write(to: descriptor, name: name) { try write(graph, to: &$0) }
  }

  public static func text(_ graph: some GraphReading) throws -> String {
    try TextOutput.text { try write(graph, to: &$0) }
  }

  private static func write(_ graph: some GraphReading, to output: inout TextOutput) throws {
    let context = RDF.prefixes.map { "\"\($0.name)\": \"\($0.iri)\"" }.joined(separator: ", ")
    try output.write("{\"@context\": {\(context)},\n\"@graph\": [")
    var separator: StaticString = "\n"
    try RDF.forEachResource(of: graph) { resource in
      try output.write(literal: separator)
      try write(resource, to: &output)
      separator = ",\n"
    }
    try output.write(literal: "\n]}\n")
  }

  private static func write(_ resource: RDFResource, to output: inout TextOutput) throws(FormatError) {
    var separator: StaticString = "{"
    if let iri = resource.iri {
      try output.write(literal: "{\"@id\": ")
      try JSONText.write(iri, to: &output)
      separator = ", "
    }
    if !resource.types.isEmpty {
      try output.write(literal: separator)
      try output.write(literal: "\"@type\": [")
      for (number, type) in resource.types.enumerated() {
        if number > 0 { try output.write(literal: ", ") }
        switch type {
        case .name(let name), .iri(let name): try JSONText.write(name, to: &output)
        default: preconditionFailure("a type has a name")
        }
      }
      try output.write(literal: "]")
      separator = ", "
    }
    var names: [String] = []
    for property in resource.properties where !names.contains(property.name) { names.append(property.name) }
    for name in names {
      let values = resource.properties.filter { $0.name == name }.map(\.value)
      try output.write(literal: separator)
      try JSONText.write(name, to: &output)
      try output.write(literal: values.count > 1 ? ": [" : ": ")
      for (number, value) in values.enumerated() {
        if number > 0 { try output.write(literal: ", ") }
        try write(value, to: &output)
      }
      if values.count > 1 { try output.write(literal: "]") }
      separator = ", "
    }
    try output.write(literal: "}")
  }

  private static func write(_ value: RDFResource.Value, to output: inout TextOutput) throws(FormatError) {
    switch value {
    case .iri(let iri), .name(let iri):
      try output.write(literal: "{\"@id\": ")
      try JSONText.write(iri, to: &output)
      try output.write(literal: "}")
    case .text(let text): try JSONText.write(text, to: &output)
    case .typed(let text, let type):
      try output.write(literal: "{\"@value\": ")
      try JSONText.write(text, to: &output)
      try output.write(literal: ", \"@type\": \"xsd:")
      try output.write(type)
      try output.write(literal: "\"}")
    case .inner(let resource): try write(resource, to: &output)
    }
  }
}

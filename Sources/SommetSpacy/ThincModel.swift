/// A network as thinc saves it (`*/model`): its layers in breadth-first order, with dimensions, attributes and weights.
///
/// The file is a MessagePack map of parallel arrays `nodes`, `attrs`, `params`, `shims`, indexed by node.
/// Source: the layout of <https://thinc.ai/docs/usage-models#serialization>.
package struct ThincModel: Sendable {
  package struct Node: Sendable {
    package let index: Int
    /// The kind of layer, `maxout`; for a combination the kinds it joins, `maxout>>layernorm`.
    package let name: String
    /// `nO` outputs, `nI` inputs, `nP` pieces, … when they are set.
    package let dimensions: [(name: String, size: Int)]
    /// Nodes this one refers to by name.
    package let references: [(name: String, node: Int)]
    /// Settings such as `seed`, `column`, `window_size`, `columns`.
    package let attributes: [(name: String, value: MessagePackValue)]
    package let parameters: [(name: String, tensor: Tensor)]
  }

  package let nodes: [Node]

  package init(_ bytes: [UInt8], file: String) throws(PipelineError) {
    let model = try MessagePackField(bytes[...], file: file)
    let nodes = try model["nodes"].array()
    let attributes = try model["attrs"].array()
    let parameters = try model["params"].array()
    guard attributes.count == nodes.count, parameters.count == nodes.count else {
      throw .malformed(
        file: file, field: "attrs, params", expected: "one for each of \(nodes.count) nodes",
        found: "\(attributes.count), \(parameters.count)")
    }
    var read: [Node] = []
    for (index, node) in nodes.enumerated() {
      var dimensions: [(name: String, size: Int)] = []
      for pair in try node["dims"].pairs() {
        if case .null = pair.value.value { continue }
        dimensions.append((pair.key, try pair.value.integer()))
      }
      var references: [(name: String, node: Int)] = []
      for pair in try node["refs"].pairs() {
        if case .null = pair.value.value { continue }
        references.append((pair.key, try pair.value.integer()))
      }
      var settings: [(name: String, value: MessagePackValue)] = []
      for pair in try attributes[index].pairs() {
        settings.append((pair.key, try MessagePackReader.value(of: pair.value.binary(), file: file)))
      }
      var tensors: [(name: String, tensor: Tensor)] = []
      for pair in try parameters[index].pairs() {
        if case .null = pair.value.value { continue }
        tensors.append((pair.key, try Self.tensor(pair.value)))
      }
      read.append(
        Node(
          index: index, name: try node["name"].string(), dimensions: dimensions, references: references,
          attributes: settings, parameters: tensors))
    }
    self.nodes = read
  }

  private static func tensor(_ field: MessagePackField) throws(PipelineError) -> Tensor {
    let type = try field["type"]
    guard type.value.name == "<f4" else { throw type.error(expected: "the type '<f4'") }
    var shape: [Int] = []
    for size in try field["shape"].array() { shape.append(try size.integer()) }
    let data = try field["data"]
    let bytes = try data.binary()
    guard let count = Tensor.count(of: shape), count * 4 == bytes.count else {
      throw data.error(expected: "the floats of shape \(shape)")
    }
    return Tensor(shape: shape, values: Tensor.floats(bytes))
  }
}

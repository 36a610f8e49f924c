/// The layers of a component's network in a compiled pipeline, in thinc's breadth-first order.
///
/// Section `C/nodes`: a MessagePack array with one map per layer: `name`, `dims` {name: size}, `refs` {name: layer},
/// `attrs` {name: value}, `params` [name]. Parameters are the sections `C/N/P`.
package struct CompiledModel: Sendable {
  package struct Node: Sendable {
    package let index: Int
    /// The kind of layer (`maxout`, `hashembed`), or of a combination the kinds it joins.
    package let name: String
    package let dimensions: [String: Int]
    package let references: [String: Int]
    /// `seed`, `column`, `window_size`, `pad`, `columns` …
    package let attributes: [String: MessagePackValue]
    /// `W`, `b`, `G`, `pad`; for `static_vectors` also `projected`, for `hashembed` not `E` but `mixed`.
    package let parameters: [String: MappedTensor]

    package func integer(_ attribute: String) -> Int? {
      if case .integer(let value) = attributes[attribute] { Int(value) } else { nil }
    }

    package func strings(_ attribute: String) -> [String]? {
      guard case .array(let values) = attributes[attribute] else { return nil }
      return values.compactMap(\.string)
    }
  }

  package let nodes: [Node]

  package init(_ component: String, in file: PipelineFile) throws(PipelineError) {
    var nodes: [Node] = []
    for (index, field) in try file.message("\(component)/nodes").array().enumerated() {
      var parameters: [String: MappedTensor] = [:]
      for name in try field["params"].array() {
        let name = try name.string()
        parameters[name] = try file.floats("\(component)/\(index)/\(name)")
      }
      nodes.append(
        Node(
          index: index, name: try field["name"].string(), dimensions: try Self.integers(field["dims"]),
          references: try Self.integers(field["refs"]),
          attributes: Dictionary(try field["attrs"].pairs().map { ($0.key, $0.value.value) }) { $1 },
          parameters: parameters))
    }
    self.nodes = nodes
  }

  private static func integers(_ field: MessagePackField) throws(PipelineError) -> [String: Int] {
    var integers: [String: Int] = [:]
    for pair in try field.pairs() { integers[pair.key] = try pair.value.integer() }
    return integers
  }

  /// Writes a model; `projection` gives the vector rows already multiplied with the W of a layer `static_vectors`.
  package static func write(
    _ model: ThincModel, as component: String, to writer: inout PipelineFileWriter,
    projection: (Tensor) -> Tensor
  ) {
    var nodes: [MessagePackValue] = []
    let mixed = MixedEmbeddings.tables(of: model)
    for node in model.nodes {
      var names: [MessagePackValue] = []
      for (name, tensor) in node.parameters {
        if name == "E", let table = mixed[node.index] {
          names.append(.string("mixed"))
          writer.add("\(component)/\(node.index)/mixed", floats: table.values, shape: table.shape)
          continue
        }
        names.append(.string(name))
        writer.add("\(component)/\(node.index)/\(name)", floats: tensor.values, shape: tensor.shape)
        if node.name == "static_vectors", name == "W" {
          let projected = projection(tensor)
          names.append(.string("projected"))
          writer.add("\(component)/\(node.index)/projected", floats: projected.values, shape: projected.shape)
        }
      }
      nodes.append(
        .map([
          (.string("name"), .string(node.name)),
          (.string("dims"), .map(node.dimensions.map { (.string($0.name), .integer(Int64($0.size))) })),
          (.string("refs"), .map(node.references.map { (.string($0.name), .integer(Int64($0.node))) })),
          (.string("attrs"), .map(node.attributes.map { (.string($0.name), $0.value) })),
          (.string("params"), .array(names)),
        ]))
    }
    writer.add("\(component)/nodes", message: .array(nodes))
  }
}

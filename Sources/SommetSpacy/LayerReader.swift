/// Reading layers out of a compiled model, with a clear error for what is missing or has the wrong shape.
struct LayerReader {
  let component: String
  let file: PipelineFile
  let model: CompiledModel

  init(_ component: String, in file: PipelineFile) throws(PipelineError) {
    self.component = component
    self.file = file
    model = try CompiledModel(component, in: file)
  }

  typealias Node = CompiledModel.Node

  func error(_ node: Node?, _ field: String, expected: String, found: String) -> PipelineError {
    .malformed(
      file: file.path, field: node.map { "\(component)/\($0.index)/\(field)" } ?? "\(component)/\(field)",
      expected: expected, found: found)
  }

  /// The layers of a kind, in breadth-first order.
  func nodes(_ kind: String) -> [Node] { model.nodes.filter { $0.name == kind } }

  /// The node that the first one refers to.
  func reference(_ name: String) throws(PipelineError) -> Node {
    guard let index = model.nodes.first?.references[name], model.nodes.indices.contains(index) else {
      throw error(nil, "nodes[0].refs", expected: "a layer as '\(name)'", found: "none")
    }
    return model.nodes[index]
  }

  func integer(_ node: Node, _ attribute: String) throws(PipelineError) -> Int {
    guard let value = node.integer(attribute) else {
      throw error(node, attribute, expected: "an integer", found: "none")
    }
    return value
  }

  /// A parameter of a given rank, without empty dimensions.
  func tensor(_ node: Node, _ name: String, rank: Int) throws(PipelineError) -> MappedTensor {
    guard let tensor = node.parameters[name] else {
      throw error(node, name, expected: "\(rank) dimensions", found: "no such parameter")
    }
    guard tensor.shape.count == rank, tensor.shape.allSatisfy({ (1...1 << 24).contains($0) }) else {
      throw error(node, name, expected: "\(rank) dimensions", found: "shape \(tensor.shape)")
    }
    return tensor
  }

  func tensor(_ node: Node, _ name: String, shape: [Int]) throws(PipelineError) -> MappedTensor {
    let tensor = try tensor(node, name, rank: shape.count)
    guard tensor.shape == shape else {
      throw error(node, name, expected: "shape \(shape)", found: "\(tensor.shape)")
    }
    return tensor
  }

  func layerNorm(_ node: Node, width: Int) throws(PipelineError) -> LayerNorm {
    LayerNorm(
      gain: try tensor(node, "G", shape: [width]).values, bias: try tensor(node, "b", shape: [width]).values)
  }

  /// An affine layer: `linear` or `softmax` (of which only the largest output is asked).
  func affine(_ node: Node, path: KernelPath) throws(PipelineError) -> PackedLayer {
    let weights = try tensor(node, "W", rank: 2)
    let bias = try tensor(node, "b", shape: [weights.shape[0]])
    return .affine(
      weights.values, bias: bias.values, outputs: weights.shape[0], inputs: weights.shape[1], path: path)
  }
}

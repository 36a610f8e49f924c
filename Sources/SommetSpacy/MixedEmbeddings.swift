/// Hash embeddings multiplied with their part of the layer that mixes them.
///
/// The mixing layer is affine in each embedding before its maximum is taken, and an embedding is the sum of four rows
/// of its table. So the product is taken once per row, when a pipeline is compiled, and a token's embedding is a sum
/// of rows.
enum MixedEmbeddings {
  /// For each layer `hashembed` by its number: the products of its rows, shape (rows, pieces, outputs).
  ///
  /// Empty when the layers do not fit together; reading the compiled model tells what is wrong.
  static func tables(of model: ThincModel, path: KernelPath = .best) -> [Int: Tensor] {
    func parameter(_ node: ThincModel.Node, _ name: String) -> Tensor? {
      node.parameters.first { $0.name == name }?.tensor
    }
    guard let mixer = model.nodes.first(where: { $0.name == "maxout" }), let weights = parameter(mixer, "W"),
      weights.shape.count == 3, weights.shape.allSatisfy({ $0 > 0 })
    else { return [:] }
    var tables: [Int: Tensor] = [:]
    var offset = 0
    for node in model.nodes where node.name == "hashembed" {
      guard let table = parameter(node, "E"), table.shape.count == 2, table.shape.allSatisfy({ $0 > 0 }),
        offset + table.shape[1] <= weights.shape[2]
      else { return [:] }
      let layer = part(of: weights.values, weights.shape, from: offset, width: table.shape[1], path: path)
      offset += table.shape[1]
      let values = [Float](unsafeUninitializedCapacity: table.shape[0] * layer.outputs) { values, count in
        count = table.shape[0] * layer.outputs
        values.initialize(repeating: 0)
        table.values.withUnsafeBufferPointer {
          layer.affine($0.baseAddress!, rows: table.shape[0], into: values.baseAddress!)
        }
      }
      tables[node.index] = Tensor(
        shape: [table.shape[0], weights.shape[1], weights.shape[0]], values: values)
    }
    return tables
  }

  /// The columns of a maxout layer's weights, shape (outputs, pieces, inputs), that multiply one part of its input;
  /// an affine layer with outputs (pieces, outputs).
  static func part(
    of weights: some Collection<Float>, _ shape: [Int], from offset: Int, width: Int, path: KernelPath
  ) -> PackedLayer {
    let (outputs, pieces, inputs) = (shape[0], shape[1], shape[2])
    var part: [Float] = []
    part.reserveCapacity(outputs * pieces * width)
    for piece in 0..<pieces {
      for output in 0..<outputs {
        let start = weights.index(weights.startIndex, offsetBy: (output * pieces + piece) * inputs + offset)
        part.append(contentsOf: weights[start..<weights.index(start, offsetBy: width)])
      }
    }
    return part.withUnsafeBufferPointer {
      .affine($0, bias: nil, outputs: outputs * pieces, inputs: width, path: path)
    }
  }
}

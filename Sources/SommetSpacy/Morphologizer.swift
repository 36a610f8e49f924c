/// Gives each token its part of speech and morphological features: the class with the largest output of one affine
/// layer.
package final class Morphologizer: Sendable {
  package struct Label: Sendable {
    /// As Universal Dependencies write it, "" for none.
    package let feats: String
    /// The id of the part of speech among spaCy's symbols.
    package let pos: Int
  }

  /// By class.
  package let labels: [Label]
  private let layer: PackedLayer
  private let path: KernelPath

  init(_ layers: LayerReader, path: KernelPath) throws(PipelineError) {
    guard let node = layers.nodes("softmax").first else {
      throw layers.error(nil, "nodes", expected: "a layer 'softmax'", found: "none")
    }
    layer = try layers.affine(node, path: path)
    var labels: [Label] = []
    for field in try layers.file.message("\(layers.component)/labels").array() {
      let pair = try field.array()
      guard pair.count == 2 else { throw field.error(expected: "features and the id of a part of speech") }
      labels.append(Label(feats: try pair[0].string(), pos: try pair[1].integer()))
    }
    guard labels.count == layer.outputs else {
      throw layers.error(
        nil, "labels", expected: "\(layer.outputs), one for each output", found: "\(labels.count)")
    }
    guard labels.count <= Int(UInt16.max) else {
      throw .unsupported(
        file: layers.file.path, field: "\(layers.component)/labels",
        what: "a number of \(labels.count) labels")
    }
    self.labels = labels
    self.path = path
  }

  var inputs: Int { layer.inputs }

  /// The class of each token, given the tokens' vectors, shape (`count`, `inputs`).
  func classes(_ vectors: UnsafePointer<Float>, count: Int, using workspace: FloatWorkspace) -> [UInt16] {
    let chunk = 64
    let outputs = workspace.reserve(chunk * layer.outputs)
    var classes: [UInt16] = []
    classes.reserveCapacity(count)
    for start in stride(from: 0, to: count, by: chunk) {
      let rows = min(chunk, count - start)
      layer.affine(vectors + start * layer.inputs, rows: rows, into: outputs)
      for row in 0..<rows {
        let logits = UnsafeBufferPointer(start: outputs + row * layer.outputs, count: layer.outputs)
        classes.append(UInt16(path.indexOfMaximum(logits)))
      }
    }
    return classes
  }
}

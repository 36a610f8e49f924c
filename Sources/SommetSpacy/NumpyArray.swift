/// A table of 32-bit floats in numpy's `.npy` format, versions 1 to 3.
///
/// Source: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.
package struct NumpyArray: Sendable {
  /// (rows, columns)
  package let shape: [Int]
  /// Row-major.
  package let values: [Float]

  package init(_ bytes: [UInt8], file: String) throws(PipelineError) {
    func error(_ field: String, _ expected: String, _ found: String) -> PipelineError {
      .malformed(file: file, field: field, expected: expected, found: found)
    }
    guard bytes.count >= 12, bytes.starts(with: [0x93] + "NUMPY".utf8) else {
      throw error("magic", "'\\x93NUMPY'", "something else")
    }
    let isFirstVersion = bytes[6] == 1
    let start = isFirstVersion ? 10 : 12
    let length =
      isFirstVersion
      ? Int(bytes[8]) | Int(bytes[9]) << 8
      : Int(bytes[8]) | Int(bytes[9]) << 8 | Int(bytes[10]) << 16 | Int(bytes[11]) << 24
    guard (1...3).contains(bytes[6]), length <= bytes.count - start,
      let header = String(validating: bytes[start..<start + length], as: UTF8.self)
    else {
      throw error(
        "header", "version 1 to 3 and a header within the file", "version \(bytes[6]), \(length) bytes")
    }
    guard let type = Self.value(of: "descr", in: header), type.hasPrefix("'<f4'") else {
      throw PipelineError.unsupported(
        file: file, field: "descr",
        what: String((Self.value(of: "descr", in: header) ?? "a missing type").prefix(20)))
    }
    guard let order = Self.value(of: "fortran_order", in: header), order.hasPrefix("False") else {
      throw PipelineError.unsupported(file: file, field: "fortran_order", what: "column-major order")
    }
    guard let list = Self.value(of: "shape", in: header), list.first == "(",
      let close = list.firstIndex(of: ")")
    else { throw error("shape", "a tuple", "none") }
    let texts = list[list.index(after: list.startIndex)..<close].split(separator: ",")
    let shape = texts.compactMap { Int($0.filter { $0 != " " }) }
    let count = Tensor.count(of: shape)
    guard shape.count == 2, shape.count == texts.count, let count, count * 4 == bytes.count - start - length
    else {
      throw error("shape", "rows and columns for \(bytes.count - start - length) bytes", "\(list[...close])")
    }
    self.shape = shape
    values = Tensor.floats(bytes[(start + length)...])
  }

  private static func value(of key: String, in header: String) -> Substring? {
    guard let range = header.firstRange(of: "'\(key)':") else { return nil }
    return header[range.upperBound...].drop { $0 == " " }
  }
}

/// A dense array of 32-bit floats, row-major.
package struct Tensor: Sendable, Hashable {
  package let shape: [Int]
  package let values: [Float]

  package init(shape: [Int], values: [Float]) {
    precondition(Self.count(of: shape) == values.count, "a tensor has as many values as its shape says")
    self.shape = shape
    self.values = values
  }

  /// The product of the dimensions; nil when one is negative or the product leaves 40 bits.
  package static func count(of shape: [Int]) -> Int? {
    var count = 1
    for size in shape {
      let (product, isOverflow) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !isOverflow, product < 1 << 40 else { return nil }
      count = product
    }
    return count
  }

  /// Little-endian floats out of bytes, whose number is a multiple of four.
  package static func floats(_ bytes: ArraySlice<UInt8>) -> [Float] {
    bytes.withUnsafeBytes { raw in
      (0..<raw.count / 4).map {
        Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)))
      }
    }
  }
}

import CKernels
import Testing

/// A path under test, shown by its name.
struct Path: CustomTestStringConvertible, @unchecked Sendable {
  let kernels: OpaquePointer

  static let all = (0..<sommet_kernels_count()).map { Path(kernels: sommet_kernels_at($0)) }

  var testDescription: String { String(cString: sommet_kernels_name(kernels)) }
}

@Suite struct KernelPathTests {
  /// Sizes around the widths of vectors and tiles: rows, inputs, outputs, pieces.
  static let shapes = [
    [1, 1, 1, 1], [2, 3, 5, 2], [3, 7, 8, 3], [4, 16, 16, 3], [5, 17, 33, 2], [9, 31, 23, 4], [7, 64, 49, 5],
    [13, 50, 64, 7], [6, 96, 96, 3], [33, 65, 100, 1], [64, 24, 18, 6],
  ]

  @Test func `the portable path comes first and the best is among them`() {
    #expect(Path.all.first?.testDescription == "portable")
    let best = String(cString: sommet_kernels_name(sommet_kernels_best()))
    #expect(Path.all.map(\.testDescription).contains(best))
    #expect(Set(Path.all.map(\.testDescription)).count == Path.all.count)
    print("kernel paths on this processor:", Path.all.map(\.testDescription).joined(separator: ", "))
  }

  @Test(arguments: Path.all, shapes)
  func `affine layers multiply, add the bias and write nothing else`(path: Path, shape: [Int]) throws {
    let (rows, inputs, outputs) = (shape[0], shape[1], shape[2])
    let w = Floats(outputs * inputs, seed: 1)
    let b = Floats(outputs, seed: 2)
    let x = Floats(rows * inputs, seed: 3)
    let gap = 3
    let y = Floats(rows * outputs + (rows - 1) * gap) { _ in 77 }
    let layer = try #require(sommet_affine_create(path.kernels, w.pointer, b.pointer, outputs, inputs))
    defer { sommet_layer_destroy(layer) }
    sommet_affine(layer, x.pointer, inputs, rows, y.pointer, outputs + gap)
    let single = Floats(outputs)
    for row in 0..<rows {
      sommet_affine_vector(layer, x.pointer + row * inputs, single.pointer)
      for output in 0..<outputs {
        let expected = (0..<inputs).reduce(Double(b[output])) {
          $0 + Double(w[output * inputs + $1]) * Double(x[row * inputs + $1])
        }
        let found = y[row * (outputs + gap) + output]
        #expect(isClose(found, expected, scale: Double(inputs).squareRoot()))
        #expect(isClose(single[output], expected, scale: Double(inputs).squareRoot()))
      }
      if row < rows - 1 {
        #expect((0..<gap).allSatisfy { y[row * (outputs + gap) + outputs + $0] == 77 })
      }
    }
  }

  @Test(arguments: Path.all)
  func `an affine layer without bias adds none`(path: Path) throws {
    let w = Floats(5 * 3, seed: 1)
    let x = Floats(3) { _ in 0 }
    let y = Floats(5) { _ in 1 }
    let layer = try #require(sommet_affine_create(path.kernels, w.pointer, nil, 5, 3))
    defer { sommet_layer_destroy(layer) }
    sommet_affine(layer, x.pointer, 3, 1, y.pointer, 5)
    #expect(y.array == [0, 0, 0, 0, 0])
  }

  @Test(arguments: Path.all, shapes)
  func `maxout layers keep the largest piece`(path: Path, shape: [Int]) throws {
    let (rows, inputs, outputs, pieces) = (shape[0], shape[1], shape[2], shape[3])
    let w = Floats(outputs * pieces * inputs, seed: 4)
    let b = Floats(outputs * pieces, seed: 5)
    let x = Floats(rows * inputs, seed: 6)
    let y = Floats(rows * outputs)
    let layer = try #require(
      sommet_maxout_create(path.kernels, w.pointer, b.pointer, outputs, pieces, inputs))
    defer { sommet_layer_destroy(layer) }
    sommet_maxout(layer, x.pointer, inputs, rows, y.pointer, outputs)
    for row in 0..<rows {
      for output in 0..<outputs {
        let sums = (0..<pieces).map { piece in
          (0..<inputs).reduce(Double(b[output * pieces + piece])) {
            $0 + Double(w[(output * pieces + piece) * inputs + $1]) * Double(x[row * inputs + $1])
          }
        }
        #expect(isClose(y[row * outputs + output], sums.max()!, scale: Double(inputs).squareRoot()))
      }
    }
  }

  @Test(arguments: Path.all, shapes)
  func `trigram layers agree with maxout over overlapping rows`(path: Path, shape: [Int]) throws {
    let (rows, width, outputs, pieces) = ((shape[0] + 1) / 2 * 2, shape[1], shape[2], shape[3])
    let w = Floats(outputs * pieces * 3 * width, seed: 7)
    let b = Floats(outputs * pieces, seed: 8)
    let x = Floats((rows + 2) * width, seed: 9)
    let plain = Floats(rows * outputs)
    let gap = 2
    let y = Floats(rows * outputs + (rows - 1) * gap) { _ in 77 }
    let windows = try #require(
      sommet_maxout_create(path.kernels, w.pointer, b.pointer, outputs, pieces, 3 * width))
    let trigrams = try #require(
      sommet_trigram_maxout_create(path.kernels, w.pointer, b.pointer, outputs, pieces, width))
    defer {
      sommet_layer_destroy(windows)
      sommet_layer_destroy(trigrams)
    }
    sommet_maxout(windows, x.pointer, width, rows, plain.pointer, outputs)
    let scratch = Floats(sommet_trigram_scratch(trigrams, rows))
    sommet_trigram_maxout(trigrams, x.pointer, rows, y.pointer, outputs + gap, scratch.pointer)
    for row in 0..<rows {
      for output in 0..<outputs {
        #expect(
          isClose(
            y[row * (outputs + gap) + output], Double(plain[row * outputs + output]),
            scale: 2 * Double(3 * width).squareRoot()))
      }
      if row < rows - 1 {
        #expect((0..<gap).allSatisfy { y[row * (outputs + gap) + outputs + $0] == 77 })
      }
    }
  }

  @Test(arguments: Path.all, shapes)
  func `a row's value does not depend on the rows beside it`(path: Path, shape: [Int]) throws {
    let (rows, width, outputs, pieces) = ((shape[0] + 1) / 2 * 2, shape[1], shape[2], shape[3])
    let w = Floats(outputs * pieces * 3 * width, seed: 10)
    let b = Floats(outputs * pieces, seed: 11)
    let x = Floats((rows + 2) * width, seed: 12)
    let together = Floats(rows * outputs)
    let alone = Floats(2 * outputs)
    let plain = try #require(sommet_maxout_create(path.kernels, w.pointer, b.pointer, outputs, pieces, width))
    let trigrams = try #require(
      sommet_trigram_maxout_create(path.kernels, w.pointer, b.pointer, outputs, pieces, width))
    let affine = try #require(sommet_affine_create(path.kernels, w.pointer, b.pointer, outputs, width))
    defer { [plain, trigrams, affine].forEach { sommet_layer_destroy($0) } }

    sommet_maxout(plain, x.pointer, width, rows, together.pointer, outputs)
    for row in 0..<rows {
      sommet_maxout(plain, x.pointer + row * width, width, 1, alone.pointer, outputs)
      #expect(alone.array.prefix(outputs) == together.array[row * outputs..<(row + 1) * outputs])
    }
    sommet_affine(affine, x.pointer, width, rows, together.pointer, outputs)
    for row in 0..<rows {
      sommet_affine(affine, x.pointer + row * width, width, 1, alone.pointer, outputs)
      #expect(alone.array.prefix(outputs) == together.array[row * outputs..<(row + 1) * outputs])
    }
    let scratch = Floats(sommet_trigram_scratch(trigrams, rows))
    sommet_trigram_maxout(trigrams, x.pointer, rows, together.pointer, outputs, scratch.pointer)
    for row in stride(from: 0, to: rows, by: 2) {
      sommet_trigram_maxout(trigrams, x.pointer + row * width, 2, alone.pointer, outputs, scratch.pointer)
      #expect(alone.array == Array(together.array[row * outputs..<(row + 2) * outputs]))
    }
  }

  @Test(arguments: Path.all, [1, 2, 7, 8, 15, 16, 17, 33, 96, 131])
  func `normalisation has mean 0 and variance 1 before gain and bias`(path: Path, width: Int) {
    let rows = 3
    let x = Floats(rows * width, seed: 13)
    let gain = Floats(width, seed: 14)
    let bias = Floats(width, seed: 15)
    let residual = Floats(rows * width, seed: 16)
    let y = Floats(rows * width)
    let sum = Floats(rows * width)
    let epsilon: Float = 1e-8
    sommet_normalize(
      path.kernels, x.pointer, width, rows, width, gain.pointer, bias.pointer, epsilon, nil, 0, y.pointer,
      width)
    sommet_normalize(
      path.kernels, x.pointer, width, rows, width, gain.pointer, bias.pointer, epsilon, residual.pointer,
      width,
      sum.pointer, width)
    for row in 0..<rows {
      let values = (0..<width).map { Double(x[row * width + $0]) }
      let mean = values.reduce(0, +) / Double(width)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
      for (index, value) in values.enumerated() {
        let expected =
          (value - mean) / (variance + Double(epsilon)).squareRoot() * Double(gain[index])
          + Double(bias[index])
        #expect(isClose(y[row * width + index], expected, scale: 2))
        #expect(isClose(sum[row * width + index], expected + Double(residual[row * width + index]), scale: 2))
      }
    }
  }

  @Test(arguments: Path.all, shapes)
  func `sums of rows keep the largest piece`(path: Path, shape: [Int]) {
    let (count, outputs, pieces) = (shape[0], shape[2], shape[3])
    let rows = (0..<count).map { Floats(pieces * outputs, seed: UInt64($0 + 20)) }
    let bias = Floats(pieces * outputs, seed: 19)
    let y = Floats(outputs)
    for isBiased in [true, false] {
      let pointers = rows.map { UnsafePointer($0.pointer) }
      sommet_sum_maxout(
        path.kernels, pointers, count, isBiased ? UnsafePointer(bias.pointer) : nil, pieces, outputs,
        y.pointer)
      for output in 0..<outputs {
        let sums = (0..<pieces).map { piece in
          rows.reduce(isBiased ? Double(bias[piece * outputs + output]) : 0) {
            $0 + Double($1[piece * outputs + output])
          }
        }
        #expect(isClose(y[output], sums.max()!, scale: Double(count)))
      }
    }
  }

  @Test(arguments: Path.all, [1, 3, 4, 8, 9, 16, 23, 40, 197])
  func `the largest value is found, the first of equals`(path: Path, count: Int) {
    for place in 0..<count {
      let values = Floats(count) { $0 >= place ? 2 : -Float($0) - 1 }
      #expect(sommet_argmax(path.kernels, values.pointer, count) == place)
    }
    let broken = Floats(count) { _ in .nan }
    #expect(sommet_argmax(path.kernels, broken.pointer, count) == 0)
  }
}

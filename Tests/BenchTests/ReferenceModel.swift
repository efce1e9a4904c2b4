import CKernels
import CostModel
import Foundation

@testable import Bench

/// The forward pass in Double, as the papers write it: no blocks, no cache, no threads.
struct ReferenceModel {
  typealias Vector = [Double]
  typealias Matrix = [[Double]]

  struct Layer {
    let attentionNorm, feedForwardNorm, queryBias, keyBias, valueBias: Vector
    let query, key, value, output, gate, up, down: Matrix
  }

  let shape: ModelConfiguration
  let embedding, output: Matrix
  let outputNorm, rotaryFactors: Vector
  let layers: [Layer]

  init(_ model: Model) {
    shape = model.configuration
    let weights = model.weights
    embedding = Self.rows(weights.embedding)
    output = Self.rows(weights.output)
    outputNorm = Self.vector(weights.outputNorm)
    rotaryFactors = Self.vector(weights.rotaryFactors)
    layers = weights.layers.map {
      Layer(
        attentionNorm: Self.vector($0.attentionNorm),
        feedForwardNorm: Self.vector($0.feedForwardNorm), queryBias: Self.vector($0.queryBias),
        keyBias: Self.vector($0.keyBias), valueBias: Self.vector($0.valueBias),
        query: Self.rows($0.query), key: Self.rows($0.key), value: Self.rows($0.value),
        output: Self.rows($0.attentionOutput), gate: Self.rows($0.gate), up: Self.rows($0.up),
        down: Self.rows($0.down))
    }
  }

  func logits(_ tokens: [Int32]) -> [Vector] {
    var x = tokens.map { embedding[Int($0)] }
    for layer in layers {
      let normed = x.map { norm($0, layer.attentionNorm) }
      let keys = normed.enumerated().map { rotated(plus(layer.key * $1, layer.keyBias), to: $0) }
      let values = normed.map { plus(layer.value * $0, layer.valueBias) }
      for t in x.indices {
        let query = rotated(plus(layer.query * normed[t], layer.queryBias), to: t)
        x[t] = plus(x[t], layer.output * attention(query, keys[...t], values[...t]))
        let normed = norm(x[t], layer.feedForwardNorm)
        let hidden = zip(layer.gate * normed, layer.up * normed).map { $0 / (1 + exp(-$0)) * $1 }
        x[t] = plus(x[t], layer.down * hidden)
      }
    }
    return x.map { output * norm($0, outputNorm) }
  }

  private func norm(_ x: Vector, _ weight: Vector) -> Vector {
    let mean = x.reduce(0) { $0 + $1 * $1 } / Double(x.count)
    return zip(x, weight).map { $0 / (mean + Double(shape.normEpsilon)).squareRoot() * $1 }
  }

  /// Every head of x turned to a position.
  private func rotated(_ x: Vector, to position: Int) -> Vector {
    var x = x
    let half = shape.headSize / 2
    for head in stride(from: 0, to: x.count, by: shape.headSize) {
      for i in 0..<half {
        let exponent = -2 * Double(i) / Double(shape.headSize)
        let factor = rotaryFactors.isEmpty ? 1 : rotaryFactors[i]
        let angle = Double(position) * pow(Double(shape.rotaryBase), exponent) / factor
        let (a, b) =
          shape.architecture == .llama
          ? (head + 2 * i, head + 2 * i + 1) : (head + i, head + i + half)
        (x[a], x[b]) = (
          x[a] * cos(angle) - x[b] * sin(angle), x[a] * sin(angle) + x[b] * cos(angle)
        )
      }
    }
    return x
  }

  private func attention(
    _ query: Vector, _ keys: ArraySlice<Vector>, _ values: ArraySlice<Vector>
  ) -> Vector {
    let size = shape.headSize
    return (0..<shape.heads).flatMap { head in
      let own = head * size
      let shared = head / (shape.heads / shape.keyValueHeads) * size
      let scores = keys.map { key in
        exp(
          (0..<size).reduce(0) { $0 + query[own + $1] * key[shared + $1] }
            / Double(size).squareRoot())
      }
      let sum = scores.reduce(0, +)
      return (0..<size).map { i in
        zip(scores, values).reduce(0) { $0 + $1.0 * $1.1[shared + i] } / sum
      }
    }
  }

  private func plus(_ a: Vector, _ b: Vector) -> Vector {
    b.isEmpty ? a : zip(a, b).map { $0 + $1 }
  }

  private static func rows(_ matrix: ck_matrix) -> Matrix {
    let values = matrix.unpacked().map(Double.init)
    return (0..<matrix.rows).map { Array(values[$0 * matrix.cols..<($0 + 1) * matrix.cols]) }
  }

  private static func vector(_ values: UnsafeBufferPointer<Float>?) -> Vector {
    values?.map(Double.init) ?? []
  }
}

private func * (matrix: [[Double]], x: [Double]) -> [Double] {
  matrix.map { row in
    var sum = 0.0
    for (index, value) in row.enumerated() { sum += value * x[index] }
    return sum
  }
}

import CKernels
import Foundation
import Testing

/// The scalar reference against Foundation in Double; the other tables equal it.
@Suite("Kernels that are not products")
struct VectorKernelTests {
  private let kernels = ck_find("scalar").pointee
  private let x: [Float] = (0..<77).map { 3 * Float(sin(Double($0) * 1.7)) }
  private let y: [Float] = (0..<77).map { Float(cos(Double($0) * 0.9)) }

  private func expectNear(_ actual: [Float], _ expected: [Double], _ tolerance: Double) {
    #expect(actual.count == expected.count)
    for (a, e) in zip(actual, expected) {
      #expect(abs(Double(a) - e) <= tolerance * max(1, abs(e)))
    }
  }

  @Test("exp is within 9e-8 of the true value over its range, and 0 below")
  func exponential() {
    var worst = 0.0
    for step in stride(from: Float(-87.3), through: 88.3, by: 0.00037) {
      let expected = exp(Double(step))
      worst = max(worst, abs(Double(ck_exp(step)) - expected) / expected)
    }
    #expect(worst < 9e-8)
    #expect(ck_exp(0) == 1)
    #expect(ck_exp(-87.4) == 0)
    #expect(ck_exp(-1e30) == 0)
    #expect(ck_exp(1e30) == ck_exp(88.3762626))
  }

  @Test("RMS norm divides by the root of the mean square")
  func rmsNorm() {
    var out = x
    kernels.rms_norm(&out, x, y, x.count, 1e-5)
    let mean = x.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(x.count)
    expectNear(out, zip(x, y).map { Double($0) / sqrt(mean + 1e-5) * Double($1) }, 3e-7)
  }

  @Test("softmax sums to 1 and keeps ratios, however large the scores")
  func softmax() {
    var out = x.map { $0 + 500 }
    kernels.softmax(&out, out.count)
    let shifted = x.map { exp(Double($0 + 500) - 503) }
    let sum = shifted.reduce(0, +)
    expectNear(out, shifted.map { $0 / sum }, 3e-7)
    var one: [Float] = [-3e38]
    kernels.softmax(&one, 1)
    #expect(one == [1])
  }

  @Test("SwiGLU gates with x / (1 + exp(-x))")
  func swiglu() {
    var out = x
    kernels.swiglu(&out, x, y, x.count)
    expectNear(out, zip(x, y).map { Double($0) / (1 + exp(-Double($0))) * Double($1) }, 3e-7)
  }

  @Test("rotation keeps a pair's length and turns it by the angle, in both arrangements")
  func rope() {
    let angles = (0..<8).map { Double($0) * 0.4 }
    let cosine = angles.map { Float(cos($0)) }
    let sine = angles.map { Float(sin($0)) }
    var pairs = Array(x[0..<16])
    var halves = Array(x[0..<16])
    kernels.rope_pairs(&pairs, cosine, sine, 8)
    kernels.rope_halves(&halves, cosine, sine, 8)
    for i in 0..<8 {
      let (c, s) = (cos(angles[i]), sin(angles[i]))
      let (a, b, d) = (Double(x[2 * i]), Double(x[2 * i + 1]), Double(x[i]))
      let e = Double(x[i + 8])
      expectNear([pairs[2 * i], pairs[2 * i + 1]], [a * c - b * s, a * s + b * c], 5e-7)
      expectNear([halves[i], halves[i + 8]], [d * c - e * s, d * s + e * c], 5e-7)
    }
  }

  @Test("attention scores and values are sums over binary16 rows, for each query")
  func attention() {
    let (positions, queries, size) = (19, 3, x.count)
    let rows = (0..<positions).map { t in x.map { Float16(sin(Double($0) + Double(t))) } }
    var keys = [UInt16](repeating: 0, count: 32 * size)
    for (t, row) in rows.enumerated() { kernels.store_key(&keys, t, row.map(Float.init), size) }
    let values = rows.flatMap { $0.map(\.bitPattern) }
    let query = (0..<queries).flatMap { q in x.map { $0 + Float(q) } }
    let weights = (0..<queries * 32).map { Float(cos(Double($0))) }
    var scores = [Float](repeating: 0, count: queries * 32)
    var out = [Float](repeating: 0, count: queries * size)
    keys.withUnsafeBufferPointer { keys in
      values.withUnsafeBufferPointer { values in
        var context = ck_context(
          keys: keys.baseAddress, values: values.baseAddress, positions: positions, size: size)
        kernels.attend_scores(&scores, 32, query, queries, &context, 0.125)
        kernels.attend_values(&out, weights, 32, queries, &context)
      }
    }
    for q in 0..<queries {
      let dots = rows.map { row in
        0.125
          * zip(query[q * size..<(q + 1) * size], row).reduce(0.0) {
            $0 + Double($1.0) * Double($1.1)
          }
      }
      expectNear(Array(scores[q * 32..<q * 32 + positions]), dots, 1e-6)
      let sums = (0..<size).map { i in
        rows.indices.reduce(0.0) { $0 + Double(weights[q * 32 + $1]) * Double(rows[$1][i]) }
      }
      expectNear(Array(out[q * size..<(q + 1) * size]), sums, 1e-6)
    }
  }

  @Test("binary16 conversions are Swift's own, for every half and between halves")
  func halves() {
    let all = (0...UInt16.max).filter { Float16(bitPattern: $0).isFinite }
    var floats = [Float](repeating: 0, count: all.count)
    kernels.from_half(&floats, all, all.count)
    #expect(floats == all.map { Float(Float16(bitPattern: $0)) })
    let near = floats.flatMap { [$0, $0 * 1.0003, $0 * 1.00048828125, $0 * 1.0007] }
    var back = [UInt16](repeating: 0, count: near.count)
    kernels.to_half(&back, near, near.count)
    #expect(back == near.map { Float16($0).bitPattern })
  }

  @Test("add adds")
  func add() {
    var out = x
    kernels.add(&out, y, x.count)
    #expect(out == zip(x, y).map { $0 + $1 })
  }
}

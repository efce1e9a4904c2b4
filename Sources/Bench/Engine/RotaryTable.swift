internal import Foundation

/// Cosines and sines of the rotary angles of every position.
///
/// Su et al. 2021, "RoFormer: Enhanced Transformer with Rotary Position Embedding".
/// The angle of pair i at a position is position · θ^(-2i / headSize) / factor[i]. At θ = 10,000 and a
/// head of 4, position 3 turns pair 0 by 3 and pair 1 by 0.03.
final class RotaryTable {
  /// (positions, pairs).
  let cosines: UnsafeMutablePointer<Float>
  let sines: UnsafeMutablePointer<Float>
  let pairs: Int

  init(
    positions: Int, headSize: Int, base: Float, factors: UnsafeBufferPointer<Float>?
  ) {
    pairs = headSize / 2
    cosines = .allocate(capacity: positions * pairs)
    sines = .allocate(capacity: positions * pairs)
    for pair in 0..<pairs {
      let exponent = -2 * Double(pair) / Double(headSize)
      let frequency = pow(Double(base), exponent) / Double(factors?[pair] ?? 1)
      for position in 0..<positions {
        let angle = Double(position) * frequency
        cosines[position * pairs + pair] = Float(cos(angle))
        sines[position * pairs + pair] = Float(sin(angle))
      }
    }
  }

  deinit {
    cosines.deallocate()
    sines.deallocate()
  }
}

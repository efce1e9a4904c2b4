/// One number for each thing that can make a machine faster or slower than its figures say.
///
/// The lanes are natural logarithms of speed: +0.1 in `decode` is a core that decodes 10 % faster.
typealias RateVector = SIMD8<Double>

/// The lanes of a `RateVector`.
enum RateLane {
  /// Decoding on one core.
  static let decode = 0
  /// Arithmetic of a prompt.
  static let prefill = 1
  /// Memory bandwidth, or bytes a token really reads.
  static let bandwidth = 2
  /// Waiting of threads for each other.
  static let sync = 3
  /// Arithmetic of decoding many sequences at once, against that of a prompt.
  static let batch = 4
  /// Work of a prompt token outside the weights.
  static let flat = 5
  /// What all cores of a node reach together.
  static let node = 6
  /// Waiting across NUMA nodes, in standard deviations.
  static let crossing = 7
}

/// An 8 by 8 matrix over the lanes, by rows.
struct RateMatrix: Hashable, Sendable {
  private(set) var rows: [RateVector]

  static let count = RateVector.scalarCount

  static let zero = RateMatrix(rows: Array(repeating: RateVector(repeating: 0), count: count))

  private init(rows: [RateVector]) { self.rows = rows }

  init(diagonal: RateVector) {
    self = .zero
    for lane in 0..<Self.count { rows[lane][lane] = diagonal[lane] }
  }

  /// The product of a column and a row.
  init(outer column: RateVector, _ row: RateVector) {
    rows = (0..<Self.count).map { row * column[$0] }
  }

  static func + (left: Self, right: Self) -> Self {
    RateMatrix(rows: zip(left.rows, right.rows).map { $0 + $1 })
  }

  static func - (left: Self, right: Self) -> Self {
    RateMatrix(rows: zip(left.rows, right.rows).map { $0 - $1 })
  }

  static func * (left: Self, right: RateVector) -> RateVector {
    var product = RateVector(repeating: 0)
    for lane in 0..<count { product[lane] = (left.rows[lane] * right).sum() }
    return product
  }

  static func * (left: Self, right: Self) -> Self {
    RateMatrix(
      rows: left.rows.map { row in
        (0..<count).reduce(RateVector(repeating: 0)) { $0 + right.rows[$1] * row[$1] }
      })
  }

  var transposed: Self {
    var turned = RateMatrix.zero
    for row in 0..<Self.count {
      for column in 0..<Self.count { turned.rows[column][row] = rows[row][column] }
    }
    return turned
  }

  /// The inverse of a symmetric positive definite matrix, by elimination without pivots.
  var inverse: Self {
    var left = rows
    var right = RateMatrix(diagonal: RateVector(repeating: 1)).rows
    for lane in 0..<Self.count {
      let scale = 1 / left[lane][lane]
      left[lane] *= scale
      right[lane] *= scale
      for other in 0..<Self.count where other != lane {
        let factor = left[other][lane]
        left[other] -= left[lane] * factor
        right[other] -= right[lane] * factor
      }
    }
    return RateMatrix(rows: right)
  }

  /// v · M · v: the variance of a sum of lanes with these weights.
  func variance(of weights: RateVector) -> Double { (weights * (self * weights)).sum() }
}

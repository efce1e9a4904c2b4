import Foundation

/// A number that a calculation takes, with where it comes from.
package struct ExplainedInput: Hashable, Sendable {
  package enum Origin: String, Hashable, Sendable, CaseIterable {
    case metric, inventory, price, calibration, configuration, assumption, figure, method
  }

  package let name: String
  package let value: Double
  package let unit: String
  package let origin: Origin
  /// The metric, the price's key with its source and day, the calibration, the line of the configuration.
  package let source: String

  package init(
    _ name: String, _ value: Double, _ unit: String, _ origin: Origin, _ source: String
  ) {
    self.name = name
    self.value = value
    self.unit = unit
    self.origin = origin
    self.source = source
  }
}

/// A formula that can be read with names, with numbers, and worked out.
package indirect enum Expression: Hashable, Sendable {
  case input(ExplainedInput)
  case sum([Expression])
  case difference(Expression, Expression)
  case product([Expression])
  case quotient(Expression, Expression)
  case ceiling(Expression)
  case floor(Expression)
  case most(Expression, Expression)
  case least(Expression, Expression)
  /// The root of the sum of squares.
  case distance([Expression])
  case exponential(Expression)

  package var value: Double {
    switch self {
    case .input(let input): input.value
    case .sum(let parts): parts.reduce(0) { $0 + $1.value }
    case .difference(let left, let right): left.value - right.value
    case .product(let parts): parts.reduce(1) { $0 * $1.value }
    case .quotient(let left, let right): left.value / right.value
    case .ceiling(let part): part.value.rounded(.up)
    case .floor(let part): part.value.rounded(.down)
    case .most(let left, let right): max(left.value, right.value)
    case .least(let left, let right): min(left.value, right.value)
    case .distance(let parts): parts.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
    case .exponential(let part): exp(part.value)
    }
  }

  /// Each once, in the order they are read.
  package var inputs: [ExplainedInput] {
    var seen: Set<ExplainedInput> = []
    return allInputs.filter { seen.insert($0).inserted }
  }

  private var allInputs: [ExplainedInput] {
    switch self {
    case .input(let input): [input]
    case .sum(let parts), .product(let parts), .distance(let parts):
      parts.flatMap(\.allInputs)
    case .difference(let left, let right), .quotient(let left, let right),
      .most(let left, let right), .least(let left, let right):
      left.allInputs + right.allInputs
    case .ceiling(let part), .floor(let part), .exponential(let part): part.allInputs
    }
  }

  /// `busy seconds / window`.
  package var symbols: String { written(\.name) }

  /// The same with numbers, in full precision: `120960 / 1209600`.
  package var numbers: String { written { "\($0.value)" } }

  private func written(_ name: (ExplainedInput) -> String) -> String {
    func operand(_ part: Expression) -> String {
      switch part {
      case .sum, .difference, .quotient, .product: "(\(part.written(name)))"
      case .input(let input) where input.value < 0: "(\(name(input)))"
      case .input, .ceiling, .floor, .most, .least, .distance, .exponential: part.written(name)
      }
    }
    return switch self {
    case .input(let input): name(input)
    case .sum(let parts): parts.map(operand).joined(separator: " + ")
    case .difference(let left, let right): "\(operand(left)) - \(operand(right))"
    case .product(let parts): parts.map(operand).joined(separator: " * ")
    case .quotient(let left, let right): "\(operand(left)) / \(operand(right))"
    case .ceiling(let part): "ceil(\(part.written(name)))"
    case .floor(let part): "floor(\(part.written(name)))"
    case .most(let left, let right): "max(\(left.written(name)), \(right.written(name)))"
    case .least(let left, let right): "min(\(left.written(name)), \(right.written(name)))"
    case .distance(let parts):
      "hypot(\(parts.map { $0.written(name) }.joined(separator: ", ")))"
    case .exponential(let part): "exp(\(part.written(name)))"
    }
  }
}

import Foundation

/// The value at which one input, all others kept, turns the decision.
package struct FlipPoint: Hashable, Sendable {
  package let key: TCOKey
  package let value: Double
  /// The value nearest to today's at which the other side wins.
  package let flipsAt: Double
  /// False when it lies outside what is thought possible; nil where nothing is thought.
  package let isPlausible: Bool?

  package var isAbove: Bool { flipsAt > value }
}

extension TCOModel {
  /// Where each input turns the decision, nearest relative change first; inputs that never do are left out.
  package func flips(_ assumptions: TCOAssumptions) -> [FlipPoint] {
    let parameters = assumptions.parameters
    let wins = advantage(parameters) > .zero
    let points = Self.turned(parameters).compactMap { key -> FlipPoint? in
      let search = TCOFlipSearch(
        key: key, value: parameters[key], range: parameters.range(of: key)
      ) { value in
        (advantage(parameters.setting(key, to: value)) > .zero) != wins
      }
      guard let found = search.nearest else { return nil }
      let plausible = assumptions.figure(key)?.plausible
      return FlipPoint(
        key: key, value: parameters[key], flipsAt: found,
        isPlausible: plausible.map { $0.contains(found) })
    }
    return points.enumerated().sorted {
      ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
    }.map(\.element)
  }
}

extension FlipPoint {
  /// The change against today's value; what starts from nothing comes last.
  fileprivate var distance: Double {
    value == 0 ? .infinity : abs(flipsAt / value - 1)
  }
}

/// Looks for the nearest value that turns a verdict, first upwards and downwards in growing strides, then
/// by halving the stride that holds it until no `Double` lies between.
///
/// Exact where the advantage is monotone in the input, as in all prices; where demand moves fleets in
/// steps, a turn that lasts for less than one stride may be passed over.
private struct TCOFlipSearch {
  let key: TCOKey
  let value: Double
  let range: ClosedRange<Double>
  let isTurned: (Double) -> Bool
  private static let strides = 96

  var nearest: Double? {
    switch (scan(to: range.lowerBound), scan(to: range.upperBound)) {
    case (let below?, let above?): value - below <= above - value ? below : above
    case (let below?, nil): below
    case (nil, let above): above
    }
  }

  private func scan(to end: Double) -> Double? {
    guard end != value else { return nil }
    var last = value
    for stride in 1...Self.strides {
      let next = place(stride, towards: end)
      guard next != last else { continue }
      if isTurned(next) { return halve(from: last, to: next) }
      last = next
    }
    return nil
  }

  /// Strides that begin with a hundredth of the value and grow evenly in ratio up to the end of the range.
  private func place(_ stride: Int, towards end: Double) -> Double {
    let whole = abs(end - value)
    let first = min(whole, max(abs(value) / 100, whole * 1e-6))
    let share = Double(stride - 1) / Double(Self.strides - 1)
    let reach = first * pow(whole / first, share)
    let next = end > value ? min(end, value + reach) : max(end, value - reach)
    return key.isWhole ? next.rounded() : next
  }

  private func halve(from kept: Double, to turned: Double) -> Double {
    var (kept, turned) = (kept, turned)
    while true {
      let middle = kept + (turned - kept) / 2
      let next = key.isWhole ? middle.rounded(turned > kept ? .down : .up) : middle
      guard next != kept, next != turned else { return turned }
      if isTurned(next) { turned = next } else { kept = next }
    }
  }
}

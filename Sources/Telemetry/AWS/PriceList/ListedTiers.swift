import CostModel

/// One step of a price as a file lists it, in its own unit.
struct ListedTier: Hashable, Sendable {
  let from: ListedFigure
  /// Nil for a step without end.
  let to: ListedFigure?
  let usd: ListedFigure
}

extension [ListedTier] {
  /// The steps in order, each beginning where the one before ends; nil when they do not fit together.
  ///
  /// A step that costs nothing is an allowance, which the catalogue counts elsewhere: the next one
  /// begins at 0 instead. Empty when all steps cost nothing.
  func ordered() -> [ListedTier]? {
    var steps = Set(self).sorted { $0.from.value < $1.from.value }
    guard steps.first?.from == .zero, steps.last?.to == nil,
      zip(steps, steps.dropFirst()).allSatisfy({ $0.to == $1.from })
    else { return nil }
    steps.removeSubrange(..<(steps.firstIndex { $0.usd != .zero } ?? steps.endIndex))
    if let first = steps.first {
      steps[0] = ListedTier(from: .zero, to: first.to, usd: first.usd)
    }
    return steps
  }

  /// In our unit.
  func priced(_ scale: UnitScale) -> [PriceTier] {
    map { PriceTier(from: $0.from.times(scale.inverse).number, usd: $0.usd.times(scale).number) }
  }
}

/// When what an option cost to begin with has been earned back against staying as things are.
package enum Payback: Hashable, Sendable {
  /// Staying itself: there is nothing to earn back.
  case isCurrent
  /// The first month, counted from 1, at whose end no more has been paid than by staying.
  case month(Int)
  /// As `month`, but only because what the nodes are still worth counts in the last month.
  case onlyWithResidual(Int)
  case never

  /// A millionth of a dollar, which rounding may leave between equal sums.
  package static let tolerance = USD(-1e-6)

  /// - Parameters:
  ///   - saving: what staying pays more than the option, month by month.
  ///   - residual: what of the last month's saving is the worth of nodes still standing.
  package init(saving: CashFlow, residual: USD) {
    let cumulative = saving.cumulative
    guard let index = cumulative.firstIndex(where: { $0 >= Self.tolerance }) else {
      self = .never
      return
    }
    let isLast = index == cumulative.count - 1
    self =
      isLast && cumulative[index] < residual ? .onlyWithResidual(index + 1) : .month(index + 1)
  }

  package var month: Int? {
    switch self {
    case .month(let month), .onlyWithResidual(let month): month
    case .isCurrent, .never: nil
    }
  }
}

package import CostModel
import Synchronization

/// The dollars a run may spend; every paid call is booked before it is made.
package final class APIBudget: Sendable {
  package let limit: USD?
  private let booked = Mutex(USD.zero)

  package init(limit: USD?) { self.limit = limit }

  /// Books an amount, or returns false when it would exceed the limit.
  package func book(_ cost: USD) -> Bool {
    booked.withLock { booked in
      // A billionth of a dollar forgives the rounding of sums.
      if let limit, (booked + cost).value > limit.value + 1e-9 { return false }
      booked += cost
      return true
    }
  }
}

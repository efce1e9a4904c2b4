package import CostModel
import Synchronization

/// The dollars a run may spend; every paid call is booked before it is made.
package final class APIBudget: Sendable {
  package let price: Price<MetricsRequested>
  package let limit: USD?
  private let spent = Mutex(USD.zero)

  package init(price: Price<MetricsRequested>, limit: USD?) {
    self.price = price
    self.limit = limit
  }

  package var total: USD { spent.withLock { $0 } }

  func cost(ofMetrics metrics: Int) -> USD { price * MetricsRequested(Double(metrics)) }

  /// Books the metrics, or returns false when they would exceed the limit.
  func book(metrics: Int) -> Bool {
    let cost = cost(ofMetrics: metrics)
    return spent.withLock { spent in
      // A billionth of a dollar forgives the rounding of sums.
      if let limit, (spent + cost).value > limit.value + 1e-9 { return false }
      spent += cost
      return true
    }
  }
}

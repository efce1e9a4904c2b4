/// One way to bring a model into new environments: whether it can be had, how long a start takes, and
/// what a month of it costs.
package struct ModelLoading: Hashable, Sendable {
  package let source: ModelSource
  package let usesSnapStart: Bool
  /// The function is set like this today.
  package let isPresent: Bool
  /// One clause; nil when it can be had.
  package let whyNot: String?
  /// The price that is missing; nil when all are there.
  package let missing: PriceBookError?
  /// From nothing to the first request; nil when it cannot be had.
  package let coldStart: Duration?
  /// The same with the network raised on request; nil where it cannot be raised.
  package let raisedColdStart: Duration?
  /// A month before the first start.
  package let fixed: [CostLine]
  /// Each start.
  package let perStart: [CostLine]
  /// What to know before choosing it.
  package let caution: String?

  package var isFeasible: Bool { whyNot == nil && missing == nil }

  /// A month with so many starts; nil when it cannot be had or priced.
  package func monthlyCost(_ starts: Starts) -> USD? {
    isFeasible ? fixed.total + perStart.total * starts.value : nil
  }
}

extension ModelLoading {
  init(
    _ source: ModelSource, usesSnapStart: Bool, isPresent: Bool, whyNot: String? = nil,
    missing: PriceBookError? = nil
  ) {
    self.init(
      source: source, usesSnapStart: usesSnapStart, isPresent: isPresent, whyNot: whyNot,
      missing: missing, coldStart: nil, raisedColdStart: nil, fixed: [], perStart: [], caution: nil)
  }
}

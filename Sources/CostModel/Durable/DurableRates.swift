/// The three meters of Lambda Durable Functions in one region.
package struct DurableRates: Hashable, Sendable {
  package let operation: Price<Operations>
  package let written: Price<Gigabytes>
  package let retained: Price<GBMonths>

  package init(operation: Price<Operations>, written: Price<Gigabytes>, retained: Price<GBMonths>) {
    self.operation = operation
    self.written = written
    self.retained = retained
  }

  package init(region: String, prices: PriceBook) throws(PriceBookError) {
    operation = try prices.price(LambdaRates.key("durable/operation", region))
    written = try prices.price(LambdaRates.key("durable/written", region))
    retained = try prices.price(LambdaRates.key("durable/retained", region))
  }

  /// State that is kept on average: everything written stays for as long as it runs and is retained.
  ///
  /// 104 GB written a month, running 7 days and kept 14, in a month of 30 days: 72.8 GB-months.
  package static func retained(
    written: Gigabytes, kept: Duration, month: Duration = .month
  ) -> GBMonths {
    GBMonths(written.value * (kept / month))
  }
}

/// The limits AWS sets to one durable execution (Lambda quotas page, 2026).
package enum DurableLimits {
  package static let operationsPerExecution = Operations(3_000)
  package static let writtenPerExecution = Gigabytes(bytes: 100e6)
  package static let retentionDays = 1...90
  package static let standardRetentionDays = 14
  /// From start to end of an execution, waits included.
  package static let timeout: Duration = .days(366)
}

/// A cloud scenario month by month.
package struct CloudFlow: Hashable, Sendable {
  package let cash: CashFlow
  package let amortized: CashFlow
  /// What of prepaid commitments is still to come after the horizon; in the last month of `cash`.
  package let closing: USD
}

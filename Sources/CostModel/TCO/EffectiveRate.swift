import Foundation

/// Interest as an effective annual rate: what a year brings, however often it is counted.
package struct EffectiveRate: Hashable, Sendable {
  package let annual: Double

  package init(annual: Double) { self.annual = annual }

  package init(monthly: Double) { annual = pow(1 + monthly, 12) - 1 }

  /// 8 % a year are 0.6434 % a month.
  package var monthly: Double { pow(1 + annual, 1.0 / 12) - 1 }
}

import Foundation

/// Dollars paid month by month; a month's payments fall on its first day.
///
/// So the first month is not discounted and the flow's value is Σ cₜ / (1 + i)ᵗ for t from 0, as
/// numpy-financial's `npv` and `irr` have it. Worked: $100 twice at 10 % a month are worth $190.91.
package struct CashFlow: Hashable, Sendable {
  package let months: [USD]

  package init(_ months: [USD]) { self.months = months }

  package var total: USD { months.sum() }

  package var cumulative: [USD] {
    var sum = USD.zero
    return months.map { month in
      sum += month
      return sum
    }
  }

  package func presentValue(monthlyRate: Double) -> USD {
    var value = 0.0
    for (month, payment) in months.enumerated() {
      value += payment.value * Self.discountFactor(month: month + 1, monthlyRate: monthlyRate)
    }
    return USD(value)
  }

  /// What a dollar of a month, counted from 1, is worth on the first day.
  package static func discountFactor(month: Int, monthlyRate: Double) -> Double {
    1 / pow(1 + monthlyRate, Double(month - 1))
  }

  package static func - (left: Self, right: Self) -> Self {
    precondition(left.months.count == right.months.count, "flows of one horizon")
    return Self(zip(left.months, right.months).map { $0 - $1 })
  }
}

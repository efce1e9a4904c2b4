/// A need covered by commitments, month by month: each runs its term, whether it is needed or not.
///
/// In every month as much is committed to as is needed beyond what is in force. Worked: a need of 10, 10,
/// 7 and 7 with terms of three months: 10 are bought in month 1 and 7 in month 4; in force are 10, 10, 10, 7.
package struct CommitmentLedger: Hashable, Sendable {
  package let bought: [Double]
  /// What is paid for, used or not.
  package let inForce: [Double]
  /// Months that are committed to beyond the last, times how much.
  package let left: Double
  private let term: CommitmentTerm

  package init(_ need: [Double], term: CommitmentTerm) {
    precondition(term.months > 0, "on demand nothing is committed to")
    var (bought, inForce) = ([Double](), [Double]())
    bought.reserveCapacity(need.count)
    inForce.reserveCapacity(need.count)
    var standing = 0.0
    for (month, need) in need.enumerated() {
      if month >= term.months { standing -= bought[month - term.months] }
      bought.append(max(0, need - standing))
      standing += bought[month]
      inForce.append(standing)
    }
    var left = 0.0
    for (month, amount) in bought.enumerated() {
      left += amount * Double(max(0, term.months - (need.count - month)))
    }
    self.bought = bought
    self.inForce = inForce
    self.left = left
    self.term = term
  }

  /// What is paid in a month, counted from 0: on the first day of a term its prepaid share, the rest by the month.
  package func paid(_ month: Int) -> Double {
    let share = term.prepaidShare
    return share * bought[month] * Double(term.months) + (1 - share) * inForce[month]
  }

  /// What of the prepaid is still to come when the last month ends.
  package var prepaidLeft: Double { term.prepaidShare * left }
}

/// How a commitment is paid for.
enum UpfrontPayment: String, CaseIterable, Sendable {
  case none = "No Upfront"
  case partial = "Partial Upfront"
  case all = "All Upfront"

  /// As price keys spell it.
  var name: String { rawValue.lowercased().replacing(" ", with: "-") }

  /// What an item's name ends with: nothing for the choice without upfront.
  var suffix: String { self == .none ? "" : "-\(name)" }
}

/// The length of a commitment and how it is paid for.
struct PlanTerm: Hashable, Sendable, CustomStringConvertible {
  let years: Int
  let payment: UpfrontPayment

  /// Reads `1yr`, or `1` where another column says `year`; nil for anything else.
  init?(length: String, unit: String = "year", payment: String) {
    guard let payment = UpfrontPayment(rawValue: payment) else { return nil }
    switch (length, unit.lowercased()) {
    case ("1yr", _), ("1", "year"): years = 1
    case ("3yr", _), ("3", "year"): years = 3
    default: return nil
    }
    self.payment = payment
  }

  /// `c8g.xlarge/ri-1yr-all-upfront` of `ri`.
  func item(_ size: String, _ kind: String) -> String {
    "\(size)/\(kind)-\(years)yr\(payment.suffix)"
  }

  var description: String { "\(years) year\(years == 1 ? "" : "s"), \(payment.rawValue)" }
}

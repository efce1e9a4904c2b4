extension CommitmentTerm {
  /// Months that are paid for; zero on demand.
  package var months: Int { years * 12 }

  /// What of the whole term is paid on its first day.
  ///
  /// Of a partial payment half: what Savings Plans take, and about what reserved instances do, whose
  /// parts the catalogue does not keep.
  package var prepaidShare: Double {
    switch upfront {
    case .no: 0
    case .partial: 0.5
    case .all: 1
    }
  }

  /// `3 years, partial upfront`.
  package var spelled: String {
    "\(years) \(years == 1 ? "year" : "years"), \(upfront.rawValue.replacing("-", with: " "))"
  }
}

extension ReportChanges {
  /// What `on: change` waits for: a workload came, went or belongs in another tier, or nothing was known.
  ///
  /// Options of one tier that take turns as the cheapest are no news.
  package var areNews: Bool {
    since == nil || !appeared.isEmpty || !gone.isEmpty
      || verdicts.contains { $0.before.tier != $0.after.tier }
  }
}

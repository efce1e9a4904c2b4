/// Durable state with its large variables moved to S3, where checkpoints keep references.
package struct StateReference: Hashable, Sendable {
  /// What the objects in S3 cost a month.
  package let lines: [CostLine]
  /// What writing and keeping lean checkpoints saves, less what S3 costs; negative when it costs more.
  package let saving: USD

  /// 1M checkpoints of 400 KB, kept 14 days, cost $130.68 to write and keep; references leave $0.33 of
  /// it and S3 takes $9.43.
  ///
  /// - Returns: nil when the checkpoints are lean already.
  init?(_ month: DurableMonth, cost: DurableCost, rates: S3Rates) {
    guard let lean = cost.leanSaving, let bytes = cost.bytesPerCheckpoint else { return nil }
    let moved = DurableState(
      checkpoints: month.usage.operations,
      bytesPerCheckpoint: Bytes(bytes - DurableCost.leanBytesPerCheckpoint),
      kept: .days(Double(month.retentionDays)))
    lines = moved.lines(rates)
    saving = lean - lines.total
  }
}

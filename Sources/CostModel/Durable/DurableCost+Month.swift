extension DurableCost {
  /// More than this a checkpoint, or more than a tenth of the workload's cost, is state bloat.
  package static let bloatedBytesPerCheckpoint = 256.0 * 1024
  package static let bloatedShareOfCost = Ratio(0.10)

  /// What a checkpoint still holds when its large variables are replaced by a reference to S3.
  package static let leanBytesPerCheckpoint = 1024.0

  /// A month of durable state.
  ///
  /// AWS's example: 4M operations $32.00, 104 GB written $26.00, kept 21 of 30 days $10.92.
  /// - Parameter rest: the workload's other monthly cost; nil when unknown.
  package init(
    month usage: DurableUsage, kept: Duration, rates: DurableRates, rest: USD?,
    month: Duration = .month
  ) {
    let retained = DurableRates.retained(written: usage.written, kept: kept, month: month)
    let operationsCost = rates.operation * usage.operations
    let writtenCost = rates.written * usage.written
    let retainedCost = rates.retained * retained
    let own = operationsCost + writtenCost + retainedCost
    let share = rest.flatMap { rest in
      rest + own > .zero ? Ratio(own / (rest + own)) : nil
    }
    let bytes =
      usage.operations > .zero ? usage.written.bytes / usage.operations.value : nil
    self.init(
      operations: usage.operations, written: usage.written, retained: retained,
      operationsCost: operationsCost, writtenCost: writtenCost, retainedCost: retainedCost,
      bytesPerCheckpoint: bytes, shareOfCost: share,
      isBloated: (share ?? .zero) > Self.bloatedShareOfCost
        || (bytes ?? 0) > Self.bloatedBytesPerCheckpoint)
  }

  /// What lean checkpoints would save a month.
  ///
  /// The bytes go, the operations stay; nil when already lean.
  package var leanSaving: USD? {
    guard let bytes = bytesPerCheckpoint, bytes > Self.leanBytesPerCheckpoint else { return nil }
    return (writtenCost + retainedCost) * (1 - Self.leanBytesPerCheckpoint / bytes)
  }
}

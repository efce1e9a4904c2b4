import CostModel

/// Collects the rows of a file into chunks and sends them.
struct ChunkSender {
  private let channel: ChunkChannel
  private let rows: Int
  private let repetition: SampleChunk.Repetition
  private var batch: SampleBatch
  private var sentWorkloads = 0
  private var sentSettings = 0

  private static let largestChunk = 1 << 17

  init(
    _ channel: ChunkChannel, metrics: [Metric], repetition: SampleChunk.Repetition, batchRows: Int
  ) {
    self.channel = channel
    self.repetition = repetition
    rows = min(max(1, batchRows), Self.largestChunk)
    batch = SampleBatch(metrics: metrics)
    batch.reserve(rows)
  }

  mutating func add(_ row: SampleBatch.Row, _ values: [Double]) { batch.append(row, values) }

  var isFull: Bool { batch.count >= rows }

  /// Sends what has come together; `workloads` and `settings` are all that the file has named so far.
  mutating func send(workloads: [Workload], settings: [FunctionSetting]) throws {
    guard batch.count > 0 else { return }
    var next = SampleBatch(metrics: batch.metrics)
    next.reserve(rows)
    swap(&next, &batch)
    try channel.send(
      SampleChunk(
        batch: next, repetition: repetition, workloads: Array(workloads[sentWorkloads...]),
        settings: Array(settings[sentSettings...])))
    sentWorkloads = workloads.count
    sentSettings = settings.count
  }
}

import CostModel

/// Puts the rows of a file into buckets and hands these on in batches.
///
/// Buckets stay open until the file has moved on to another day, or until memory is short. So input
/// in order of time, as of function, seldom comes back to a bucket that is already stored.
struct SampleCollector: ~Copyable {
  private let channel: BatchChannel
  private let file: String
  private let limit: Int
  private var batch: BucketBatch
  private var places: [BucketKey: Int] = [:]
  /// The bucket each workload used last, by number; -1 for none.
  private var latest: [Int] = []
  private var newestDay = Int.min
  private var slotsOfNewestDay = 0
  /// When true, it is time to call `send`.
  private(set) var isFull = false
  private var sentWorkloads = 0
  private var sentSettings = 0

  init(
    _ channel: BatchChannel, file: String, metrics: [Metric], repetition: BucketBatch.Repetition,
    batchSlots: Int
  ) {
    self.channel = channel
    self.file = file
    limit = max(1, batchSlots)
    batch = BucketBatch(metrics: metrics, repetition: repetition, slots: 0)
  }

  /// Takes a row with one value per metric, NaN where it has none.
  mutating func add(_ row: SampleRow, _ values: [Double]) throws {
    let earlier = batch.add(row, values, to: bucket(of: row))
    if let earlier, batch.repetition == .refused {
      throw ImportError.duplicate(file: file, line: row.line, first: earlier)
    }
    if batch.slotCount >= limit { isFull = true }
  }

  private mutating func bucket(of row: SampleRow) -> Int {
    while latest.count <= row.workload { latest.append(-1) }
    let known = latest[row.workload]
    if known >= 0, batch.buckets[known].start == row.bucketStart,
      batch.buckets[known].periodSeconds == row.periodSeconds
    {
      return known
    }
    let key = BucketKey(
      start: row.bucketStart, workload: row.workload, periodSeconds: row.periodSeconds)
    let place = places[key] ?? open(key)
    latest[row.workload] = place
    return place
  }

  private mutating func open(_ key: BucketKey) -> Int {
    let day = key.start.flooredQuotient(by: SamplePeriod.day)
    if day > newestDay {
      // What came before is complete if the file is in order of time; a little is not worth a batch.
      if batch.slotCount >= limit / 4 { isFull = true }
      newestDay = day
      slotsOfNewestDay = 0
    }
    let slots = SamplePeriod(seconds: key.periodSeconds)?.slots ?? SamplePeriod.maximumSlots
    if day == newestDay { slotsOfNewestDay += slots }
    let place = batch.open(key, slots: slots)
    places[key] = place
    return place
  }

  /// Hands on what has come together, but for the newest day when that is the smaller part.
  ///
  /// `workloads` and `settings` are all that the file has named so far.
  mutating func send(workloads: [Workload], settings: [FunctionSetting]) throws {
    try send(
      workloads, settings, until: slotsOfNewestDay * 2 < batch.slotCount ? newestDay : nil,
      isLast: false)
  }

  /// Hands on everything; the last call.
  mutating func finish(workloads: [Workload], settings: [FunctionSetting]) throws {
    try send(workloads, settings, until: nil, isLast: true)
  }

  private mutating func send(
    _ workloads: [Workload], _ settings: [FunctionSetting], until day: Int?, isLast: Bool
  ) throws {
    guard !batch.buckets.isEmpty else { return }
    var next = BucketBatch(
      metrics: batch.metrics, repetition: batch.repetition, slots: isLast ? 0 : batch.slotCount)
    if let day { batch.moveBuckets(from: day * SamplePeriod.day, to: &next) }
    swap(&next, &batch)
    slotsOfNewestDay = batch.slotCount
    isFull = false
    latest = Array(repeating: -1, count: latest.count)
    places.removeAll(keepingCapacity: true)
    for (place, bucket) in batch.buckets.enumerated() { places[BucketKey(bucket)] = place }
    next.workloads = Array(workloads[sentWorkloads...])
    next.settings = Array(settings[sentSettings...])
    next.isLast = isLast
    sentWorkloads = workloads.count
    sentSettings = settings.count
    try channel.send(next)
  }
}

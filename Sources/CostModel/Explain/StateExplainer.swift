/// Durable state: other retentions, replays, other stores, leaner checkpoints.
struct StateExplainer {
  let analysis: WorkloadAnalysis
  let prices: PriceBook
  let lines: LinesExplainer

  var figures: [Explanation.Figure] {
    guard let cost = analysis.durable else { return [] }
    let more = analysis.details.durable.map { details in
      details.retention.flatMap { retained($0, cost) }
        + [details.replays.flatMap(replays)].compactMap { $0 }
        + details.stores.flatMap(store) + reference(details, cost)
    }
    return meters(cost) + (more ?? [])
  }

  private func price(_ item: String) -> Expression? {
    .price(LambdaRates.key(item, analysis.profile.workload.region), in: prices)
  }

  private func dollars(_ name: String, _ value: USD, _ formula: Expression)
    -> Explanation.Figure
  {
    .init(name: name, value: value.value, unit: USD.unit, formula: formula)
  }

  static let operations = "operations of durable state"
  static let written = "writing of durable state"
  static let retained = "keeping of durable state"

  private func meters(_ cost: DurableCost) -> [Explanation.Figure] {
    guard let operation = price("durable/operation"), let write = price("durable/written"),
      let keep = price("durable/retained")
    else { return [] }
    return [
      dollars(
        Self.operations, cost.operationsCost,
        .product([
          .metric(
            "durable operations a month", cost.operations.value, Operations.unit,
            "DurableExecutionOperations, or checkpoints of the configuration"), operation,
        ])),
      dollars(
        Self.written, cost.writtenCost,
        .product([
          .metric(
            "GB written a month", cost.written.value, Gigabytes.unit,
            "DurableExecutionStorageWrittenBytes, or the configured size"), write,
        ])),
      dollars(
        Self.retained, cost.retainedCost,
        .product([
          .metric(
            "GB-months kept", cost.retained.value, GBMonths.unit,
            "GB written × days kept / (730 / 24)"), keep,
        ])),
    ]
  }

  private func retained(_ kept: RetentionCost, _ cost: DurableCost) -> [Explanation.Figure] {
    guard let keep = price("durable/retained") else { return [] }
    let name = "keeping of durable state for \(kept.days) days"
    let time = Expression.quotient(
      .method("days kept", Double(kept.days), "day", "what if"),
      .method("days of a month", Duration.month / .days(1), "day", "730 / 24"))
    let written = Expression.metric(
      "GB written a month", cost.written.value, Gigabytes.unit,
      "DurableExecutionStorageWrittenBytes, or the configured size")
    return [
      dollars(name, kept.retainedCost, .product([written, time, keep])),
      dollars(
        "durable state kept for \(kept.days) days", kept.monthlyCost,
        .sum([
          .figure(Self.operations, cost.operationsCost), .figure(Self.written, cost.writtenCost),
          .figure(name, kept.retainedCost),
        ])),
    ]
  }

  private func replays(_ replays: DurableReplays) -> Explanation.Figure? {
    guard let now = analysis.monthlyCost else { return nil }
    let running: [Expression] = [
      ("compute", now.compute), ("requests", now.requests),
      ("ephemeral storage", now.ephemeralStorage),
    ].compactMap { name, cost in cost > .zero ? .figure(name, cost) : nil }
    return dollars(
      "replays", replays.monthlyCost,
      .product([
        .sum(running),
        .metric(
          "share of invocations that resume an execution", replays.shareOfInvocations.value,
          Ratio.unit, "(invocations - executions) / invocations"),
      ]))
  }

  /// Each line, then their sum.
  private func store(_ store: StateStoreCost) -> [Explanation.Figure] {
    guard let total = store.monthlyCost else { return [] }
    let name = store.store.rawValue
    let service = store.store == .dynamoDB ? "dynamodb" : "s3"
    let parts = store.lines.map { line in
      dollars(
        "\(line.item) of \(name)", line.cost, lines.expression(line, store: service))
    }
    return parts + [
      dollars(
        "state in \(name)", total,
        .sum(parts.map { .figure($0.name, USD($0.value)) }))
    ]
  }

  private func reference(_ details: DurableDetails, _ cost: DurableCost) -> [Explanation.Figure] {
    guard let bytes = cost.bytesPerCheckpoint, let lean = cost.leanSaving else { return [] }
    let left = Expression.quotient(
      .method(
        "bytes of a lean checkpoint", DurableCost.leanBytesPerCheckpoint, Bytes.unit, "1 KB"),
      .metric("bytes per checkpoint", bytes, Bytes.unit, "bytes written / operations"))
    let saving = dollars(
      "saving of lean checkpoints", lean,
      .product([
        .sum([.figure(Self.written, cost.writtenCost), .figure(Self.retained, cost.retainedCost)]),
        .difference(.method("all", 1, Ratio.unit, "what is written and kept today"), left),
      ]))
    guard let reference = details.reference else { return [saving] }
    let parts = reference.lines.map { line in
      dollars("\(line.item) of references to S3", line.cost, lines.expression(line))
    }
    let total = dollars(
      "S3 of references", reference.lines.total,
      .sum(parts.map { .figure($0.name, USD($0.value)) }))
    return [saving] + parts + [
      total,
      dollars(
        "saving of references to S3", reference.saving,
        .difference(.figure(saving.name, lean), .figure(total.name, reference.lines.total))),
    ]
  }
}

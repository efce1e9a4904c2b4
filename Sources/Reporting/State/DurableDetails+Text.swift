import CostModel

extension DurableDetails {
  /// How long state is kept, what replays take, how near the limits are.
  var entries: [Document.Entry] {
    [
      Document.Entry("kept", "\(retentionFigures) a month"),
      Document.Entry("replays", replayFigures),
      Document.Entry("limits", limits.map(\.shown).joined(separator: ", ")),
    ]
  }

  /// The same state in each store, side by side; nil when nothing was checkpointed.
  var storeTable: Grid? { stores.isEmpty ? nil : Grid(Self.storeColumns, of: stores) }

  /// One line for a recommendation.
  var summary: Document.Entry? {
    let figures = stores.map { "\($0.store.rawValue) \($0.monthlyCost?.shown ?? "n/a")" }
    guard !figures.isEmpty else { return nil }
    return Document.Entry("state a month", figures.joined(separator: ", "))
  }

  private var retentionFigures: String {
    retention.map { cost in
      "\(cost.days.of("day")) \(cost.monthlyCost.shown)\(cost.isInForce ? " (now)" : "")"
    }.joined(separator: ", ")
  }

  private var replayFigures: String {
    guard let replays else {
      return
        "not known: the metric DurableExecutionStarted, or durable.checkpoints in costctl.yaml, "
        + "tells them from first invocations"
    }
    let share = replays.shareOfCost.map { ", \($0.percent) of the cost" } ?? ""
    return "\(replays.invocations.figure()) of \(month.invocations.figure()) invocations a month "
      + "(\(replays.shareOfInvocations.percent)) resume an execution: \(replays.monthlyCost.shown) at "
      + "the mean duration\(share)"
  }

  private static let storeColumns: [Column<StateStoreCost>] = [
    Column("  state kept in") { .text("  \($0.store.rawValue)") },
    Column("$/month", .trailing) { .money($0.monthlyCost, style: .strong) },
    Column("items", fit: .shortens) { .text($0.items) },
  ]
}

extension StateStoreCost {
  /// What the cost is made of, or why there is none.
  fileprivate var items: String {
    if let missing { return "\(missing)" }
    return lines.shown + (note.map { "; \($0)" } ?? "")
  }
}

extension [CostLine] {
  /// `operations $32.00, written $26.00`.
  var shown: String { map { "\($0.item) \($0.cost.shown)" }.joined(separator: ", ") }
}

extension DurableLimit {
  /// `6 of 3,000 operations (0.2 %)`.
  fileprivate var shown: String {
    let unit =
      switch kind {
      case .operations: "operations"
      case .written: "MB written"
      case .retention: "days kept"
      case .timeout: "days of timeout"
      }
    return "\(used.figure(places: 2)) of \(allowed.figure()) \(unit) (\(share.percent))"
  }
}

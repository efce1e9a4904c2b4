import CostModel

extension ReportHistory: Report {
  package func json(in context: RenderContext) -> [UInt8] {
    let schema = "costctl/report-history/v1"
    return JSONWriter.document(schema: schema, in: context, capacity: 1024 * (runs.count + 1)) {
      $0.rows("runs", runs) { writer, run in
        writer.member("run_id", run.id)
        writer.member("period", run.period.name)
        writer.member("status", run.status.rawValue)
        writer.member("started_at", run.startedAt.iso8601)
        writer.member("seconds", run.duration?.inSeconds)
        writer.member("attempts", run.attempts)
        writer.member("step", run.step)
        writer.member("failure", run.failure)
        writer.member("api_cost", run.apiCost)
        writer.member("workloads", run.made?.workloads)
        writer.member("monthly_cost", run.made?.monthlyCost)
        writer.member("monthly_saving", run.made?.monthlySaving)
        writer.objects("gaps", run.gaps) {
          $0.member("step", $1.step.rawValue)
          $0.member("reason", $1.reason)
        }
        writer.member("delivered", run.wasDelivered)
        writer.objects("deliveries", run.deliveries) {
          $0.member("target", $1.target)
          $0.member("status", $1.status.rawValue)
          $0.member("at", $1.at.iso8601)
          $0.member("attempts", $1.attempts)
          $0.member("seconds", $1.duration?.inSeconds)
          $0.member("detail", $1.detail)
        }
      }
    }
  }

  package func csv() -> [UInt8] {
    [UInt8](
      csv: [
        Column("run_id") { .text($0.id) },
        Column("period") { .text($0.period.name) },
        Column("status") { .text($0.status.rawValue) },
        Column("started_at") { .text($0.startedAt.iso8601) },
        Column("seconds") { .number($0.duration?.inSeconds) },
        Column("api_cost") { .number($0.apiCost) },
        Column("workloads") { .number($0.made?.workloads) },
        Column("monthly_cost") { .number($0.made?.monthlyCost) },
        Column("monthly_saving") { .number($0.made?.monthlySaving) },
        Column("delivered") { .flag($0.wasDelivered) },
        Column("deliveries") { .text(Self.outcome(of: $0)) },
        Column("failure") { .text($0.failure) },
      ], of: runs)
  }

  package func document(in context: RenderContext) -> Document {
    var document = Document()
    document.append(.title(runs.count.of("report")))
    guard !runs.isEmpty else {
      document.append(.paragraph("No report has been made yet: 'costctl report run' makes one."))
      return document
    }
    document.append(.table(Grid(columns, of: runs)))
    document.append(section: "not as it should be", runs.flatMap(Self.complaints))
    return document
  }

  private var columns: [Column<ReportRun>] {
    [
      Column("run") { .text($0.id) },
      Column("status") { .text($0.status.rawValue, Style($0.status)) },
      Column("started", fit: .yields(rank: 2)) { .text($0.startedAt.iso8601) },
      Column("seconds", .trailing, fit: .yields(rank: 3)) {
        .number($0.duration.map { ($0.inSeconds * 10).rounded() / 10 })
      },
      Column("API bill", .trailing, fit: .yields(rank: 1)) { .money($0.apiCost) },
      Column("workloads", .trailing, fit: .yields(rank: 0)) { .number($0.made?.workloads) },
      Column("USD/month", .trailing) { .money($0.made?.monthlyCost) },
      Column("saving", .trailing) { .money($0.made?.monthlySaving) },
      Column("delivered", fit: .shortens) { .text(Self.outcome(of: $0)) },
    ]
  }

  /// `2 delivered, 1 failed`.
  private static func outcome(of run: ReportRun) -> String {
    let counts = DeliveryRecord.Status.allCases.compactMap { status -> String? in
      let count = run.deliveries.count { $0.status == status }
      return count > 0 ? "\(count) \(status.rawValue)" : nil
    }
    return counts.isEmpty ? "nowhere" : counts.joined(separator: ", ")
  }

  private static func complaints(about run: ReportRun) -> [Document.Entry] {
    let failure = run.failure.map { "\($0)" }
    let gaps = run.gaps.map { "lacks \($0.step.rawValue): \($0.reason)" }
    let deliveries = run.deliveries.filter { $0.status != .delivered && $0.status != .skipped }.map
    {
      "\($0.target) \($0.status.rawValue)" + ($0.detail.map { ": \($0)" } ?? "")
    }
    return ([failure].compactMap(\.self) + gaps + deliveries).map { Document.Entry(run.id, $0) }
  }
}

extension Style {
  fileprivate init(_ status: ReportRun.Status) {
    self =
      switch status {
      case .running: .plain
      case .done: .good
      case .partial, .interrupted: .caution
      case .failed: .alarm
      }
  }
}

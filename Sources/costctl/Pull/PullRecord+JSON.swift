import CostModel
import Reporting
import Telemetry

extension PullRecord {
  /// `costctl/pull/v1`.
  func json(generatedAt: Instant) -> [UInt8] {
    JSONWriter.document(schema: "costctl/pull/v1", generatedAt: generatedAt) { writer in
      writer.member("dry_run", isDryRun)
      writer.member("period", period.rawValue)
      writer.object("window") {
        $0.member("since", Instant(epochSeconds: window.lowerBound).iso8601)
        $0.member("until", Instant(epochSeconds: window.upperBound).iso8601)
        $0.member("seconds", window.count)
      }
      writer.object("plan", writePlan)
      writer.member("max_api_cost", limit)
      writer.objects("regions", regions, Self.write)
      if isDryRun { writer.null("result") } else { writer.object("result", writeResult) }
      writer.objects("failures", unreached.map(Failure.place) + failures.map(Failure.workload)) {
        $1.write(to: &$0)
      }
    }
  }

  private func writePlan(to writer: inout JSONWriter) {
    let sure = stages.filter { !$0.isUpperBound }
    writer.member("calls", sure.reduce(0) { $0 + $1.plan.calls })
    writer.member("points", sure.reduce(0) { $0 + $1.plan.points })
    writer.member("metrics", sure.map(\.plan.metrics).sum())
    writer.member("minutes_at_quota", sure.reduce(0.0) { $0 + $1.minutesAtQuota })
    writer.member("cost", sure.map(\.cost).sum())
    writer.member("cost_at_most", stages.map(\.cost).sum())
    writer.objects("stages", stages) { writer, stage in
      writer.member("account", stage.account)
      writer.member("region", stage.region)
      writer.member("stage", stage.name)
      writer.member("period_seconds", stage.plan.period.seconds)
      writer.member("workloads", stage.plan.workloads)
      writer.member("calls", stage.plan.calls)
      writer.member("points", stage.plan.points)
      writer.member("metrics", stage.plan.metrics)
      writer.member("minutes_at_quota", stage.minutesAtQuota)
      writer.member("cost", stage.cost)
      writer.member("is_upper_bound", stage.isUpperBound)
    }
  }

  private func writeResult(to writer: inout JSONWriter) {
    let pass = regions.reduce(into: PullPass()) { $0.add($1.pass) }
    writer.member("workloads", pass.pulled.count)
    writer.member("calls", pass.calls)
    writer.member("points", pass.points)
    writer.member("metrics", pass.metrics)
    writer.member("cost", cost)
    writer.member("seconds", seconds)
    writer.member("interrupted", wasInterrupted)
  }

  private static func write(_ writer: inout JSONWriter, _ region: Region) {
    writer.member("account", region.pulled.account)
    writer.member("region", region.pulled.region)
    writer.member("functions", region.pulled.inventory.listed)
    writer.strings("new", region.pulled.inventory.new)
    writer.strings("gone", region.pulled.inventory.gone)
    writer.member("cost", region.cost)
  }

  /// What the pull did not get, an account or a workload.
  private enum Failure {
    case place(Unreached)
    case workload(PullFailure)

    func write(to writer: inout JSONWriter) {
      switch self {
      case .place(let place):
        writer.member("place", place.name)
        writer.member("reason", place.reason)
      case .workload(let failure):
        writer.member("workload", failure.workload.name)
        writer.member("account", failure.workload.account)
        writer.member("region", failure.workload.region)
        writer.member("reason", "\(failure.reason)")
      }
    }
  }
}

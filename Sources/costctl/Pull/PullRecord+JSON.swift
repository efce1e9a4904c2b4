import CostModel
import Telemetry

extension PullRecord {
  /// `costctl/pull/v1`.
  func json(generatedAt: Instant) throws -> [UInt8] {
    let pass = regions.reduce(into: PullPass()) { $0.add($1.pass) }
    let result: JSONValue =
      isDryRun
      ? .null
      : .object([
        "workloads": .count(pass.pulled.count), "calls": .count(pass.calls),
        "points": .count(pass.points), "metrics": .count(pass.metrics),
        "cost": .number(cost.value), "seconds": .number(seconds),
        "interrupted": .flag(wasInterrupted),
      ])
    return try JSONValue.object([
      "schema": .text("costctl/pull/v1"),
      "generated_at": .text(generatedAt.iso8601),
      "dry_run": .flag(isDryRun),
      "period": .text(period.rawValue),
      "window": .object([
        "since": .text(Instant(epochSeconds: window.lowerBound).iso8601),
        "until": .text(Instant(epochSeconds: window.upperBound).iso8601),
        "seconds": .count(window.count),
      ]),
      "plan": planValue,
      "max_api_cost": limit.map { .number($0.value) } ?? .null,
      "regions": .list(regions.map(Self.value)),
      "result": result,
      "failures": .list(
        unreached.map { .object(["place": .text($0.name), "reason": .text($0.reason)]) }
          + failures.map(Self.value)),
    ]).document()
  }

  private var planValue: JSONValue {
    let sure = stages.filter { !$0.isUpperBound }
    return .object([
      "calls": .count(sure.reduce(0) { $0 + $1.plan.calls }),
      "points": .count(sure.reduce(0) { $0 + $1.plan.points }),
      "metrics": .number(sure.map(\.plan.metrics).sum().value),
      "minutes_at_quota": .number(sure.reduce(0) { $0 + $1.minutesAtQuota }),
      "cost": .number(sure.map(\.cost).sum().value),
      "cost_at_most": .number(stages.map(\.cost).sum().value),
      "stages": .list(
        stages.map { stage in
          .object([
            "account": .text(stage.account), "region": .text(stage.region),
            "stage": .text(stage.name), "period_seconds": .count(stage.plan.period.seconds),
            "workloads": .count(stage.plan.workloads), "calls": .count(stage.plan.calls),
            "points": .count(stage.plan.points), "metrics": .number(stage.plan.metrics.value),
            "minutes_at_quota": .number(stage.minutesAtQuota),
            "cost": .number(stage.cost.value), "is_upper_bound": .flag(stage.isUpperBound),
          ])
        }),
    ])
  }

  private static func value(_ region: Region) -> JSONValue {
    .object([
      "account": .text(region.pulled.account), "region": .text(region.pulled.region),
      "functions": .count(region.pulled.inventory.listed),
      "new": .list(region.pulled.inventory.new.map { .text($0) }),
      "gone": .list(region.pulled.inventory.gone.map { .text($0) }),
      "cost": .number(region.cost.value),
    ])
  }

  private static func value(_ failure: PullFailure) -> JSONValue {
    .object([
      "workload": .text(failure.workload.name), "account": .text(failure.workload.account),
      "region": .text(failure.workload.region), "reason": .text("\(failure.reason)"),
    ])
  }
}

extension JSONValue {
  fileprivate static func count(_ number: Int) -> JSONValue { .number(Double(number)) }
}

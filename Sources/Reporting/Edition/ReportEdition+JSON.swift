import CostModel

extension ReportEdition {
  func json(in context: RenderContext) -> [UInt8] {
    let capacity = 24_576 * (recommendations.recommendations.count + 1)
    return JSONWriter.document(schema: "costctl/report/v1", in: context, capacity: capacity) {
      $0.member("run_id", runID)
      $0.period("period", period)
      $0.rows("gaps", gaps) { writer, gap in
        writer.member("step", gap.step.rawValue)
        writer.member("reason", gap.reason)
      }
      $0.object("changes") { $0.members(of: changes) }
      $0.object("recommend") { $0.members(of: recommendations) }
      if let comparison {
        $0.object("tco") { $0.members(of: comparison) }
      } else {
        $0.null("tco")
      }
      $0.rows("weeks", weeks.sorted { $0.key < $1.key }) { writer, week in
        writer.identity(of: week.key)
        writer.list("average_concurrency") { list in
          for value in week.value.averageConcurrency { list.element(value) }
        }
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func period(_ key: StaticString, _ period: ReportPeriod) {
    object(key) {
      $0.member("name", period.name)
      $0.member("cadence", period.cadence.rawValue)
      $0.member("since", period.range.since.iso8601)
      $0.member("until", period.range.until.iso8601)
    }
  }

  fileprivate mutating func identity(of workload: Workload) {
    member("workload", workload.name)
    member("account", workload.account)
    member("region", workload.region)
  }

  fileprivate mutating func members(of changes: ReportChanges) {
    member("since", changes.since?.name)
    rows("appeared", changes.appeared) { $0.members(of: $1) }
    rows("gone", changes.gone) { $0.members(of: $1) }
    rows("verdicts", changes.verdicts) { writer, change in
      writer.object("before") { $0.members(of: change.before) }
      writer.object("after") { $0.members(of: change.after) }
      writer.member("reason", change.reason)
    }
    rows("costs", changes.costs) { writer, cost in
      writer.identity(of: cost.workload)
      writer.member("forecast", cost.forecast)
      writer.member("actual", cost.actual)
      writer.member("difference", cost.difference)
      writer.member("reason", cost.reason)
    }
    rows("realized", changes.realized) { writer, saving in
      writer.identity(of: saving.workload)
      writer.member("advised_in", saving.advisedIn.name)
      writer.member("option", saving.option)
      writer.member("monthly_cost_before", saving.monthlyCostBefore)
      writer.member("monthly_cost_now", saving.monthlyCostNow)
      writer.member("monthly_saving", saving.monthlySaving)
    }
  }

  private mutating func members(of verdict: WorkloadVerdict) {
    identity(of: verdict.workload)
    member("tier", verdict.tier.rawValue)
    member("firmness", verdict.firmness.rawValue)
    member("utilization", verdict.utilization)
    member("option", verdict.option)
    member("monthly_cost_now", verdict.monthlyCostNow)
    member("monthly_cost_then", verdict.monthlyCostThen)
    member("monthly_saving", verdict.monthlySaving)
    member("invocations_per_month", verdict.invocationsPerMonth)
    member("memory_mb", verdict.memory)
    member("architecture", verdict.architecture?.rawValue)
  }
}

import CostModel
import Telemetry

extension PullRecord {
  /// The stages of the plan, one row each.
  var stages: [Stage] {
    regions.flatMap { region in
      [(region.sweep, "sweep", false), (region.detail, "detail", region.isDetailUpperBound)]
        .compactMap { plan, name, isBound in
          plan.map { plan in
            Stage(
              account: region.pulled.account, region: region.pulled.region, name: name, plan: plan,
              price: region.price, isUpperBound: isBound,
              minutesAtQuota: plan.atQuota(of: pointQuota, now: startedAt).inSeconds / 60)
          }
        }
    }
  }

  /// What one pass over one region takes.
  struct Stage {
    let account: String
    let region: String
    let name: String
    let plan: PullPlan
    let price: Price<MetricsRequested>
    let isUpperBound: Bool
    let minutesAtQuota: Double

    var cost: USD { price * plan.metrics }
  }

  func planTable() -> [UInt8] {
    let header = [
      "account", "region", "stage", "period", "workloads", "calls", "points", "metrics",
      "min at quota", "USD",
    ]
    let rows = stages.map { stage in
      [
        stage.account, stage.region, stage.name + (stage.isUpperBound ? " (at most)" : ""),
        "\(stage.plan.period.seconds) s", Shown.number(Double(stage.plan.workloads)),
        Shown.number(Double(stage.plan.calls)), Shown.number(Double(stage.plan.points)),
        Shown.number(stage.plan.metrics.value), Shown.number(stage.minutesAtQuota),
        Self.exact(stage.cost),
      ]
    }
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    let lines = ([header] + rows).map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column < 3 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
    }
    let sweep = stages.filter { !$0.isUpperBound }.map(\.cost).sum()
    let most = stages.map(\.cost).sum()
    var text = lines.joined(separator: "\n") + "\n\nAWS will charge \(Self.exact(sweep)) USD"
    if most > sweep {
      text +=
        ", and at most \(Self.exact(most)) USD if every workload turns out to be near a threshold"
    }
    text += ". Nothing has been paid yet; the inventory is free.\n"
    return Array(text.utf8)
  }

  /// Dollars to the price of one metric, $0.00001.
  private static func exact(_ amount: USD) -> String {
    let units = Int((amount.value * 100_000).rounded())
    var fraction = String(units % 100_000)
    fraction = String(repeating: "0", count: 5 - fraction.count) + fraction
    return "\(units / 100_000).\(fraction)"
  }
}

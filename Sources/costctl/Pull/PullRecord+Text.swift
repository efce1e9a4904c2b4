import CostModel
import Telemetry

extension PullRecord {
  /// Workloads that fail for one reason share a line.
  var failureLines: [String] {
    var lines = unreached.map { "cannot pull \($0.name): \($0.reason)" }
    for region in regions {
      let byReason = Dictionary(grouping: region.pass.failures, by: \.reason)
      let ordered = byReason.sorted { ($0.value[0].workload) < ($1.value[0].workload) }
      for (reason, failures) in ordered {
        let names = failures.map(\.workload.name).sorted()
        let list = names.prefix(Self.namesShown).joined(separator: ", ")
        let rest = names.count > Self.namesShown ? " and \(names.count - Self.namesShown) more" : ""
        lines.append(
          "not pulled in \(region.pulled.account) \(region.pulled.region): \(list)\(rest): \(reason)"
        )
      }
      for (workload, count) in region.pass.dropped.sorted(by: { $0.key < $1.key }) {
        lines.append(
          "\(workload.name) in \(workload.region): \(Self.count(count, "value")) that are no "
            + "plausible numbers were left out; these periods count as unknown")
      }
    }
    return lines
  }

  private static let namesShown = 10

  var summaryLines: [String] {
    let busy = regions.filter {
      $0.pulled.inventory.listed > 0 || !$0.pulled.inventory.gone.isEmpty
    }
    var lines = busy.map { region in
      let inventory = region.pulled.inventory
      let gone =
        inventory.gone.isEmpty ? "" : ", gone: \(inventory.gone.joined(separator: ", "))"
      return "\(region.pulled.account) \(region.pulled.region): "
        + "\(Self.count(inventory.listed, "function")), \(inventory.new.count) new\(gone)"
    }
    if busy.count < regions.count {
      lines.append("\(Self.count(regions.count - busy.count, "region")) without functions")
    }
    guard !isDryRun else { return lines }
    let pass = regions.reduce(into: PullPass()) { $0.add($1.pass) }
    let range =
      "\(Instant(epochSeconds: window.lowerBound).iso8601) to "
      + Instant(epochSeconds: window.upperBound).iso8601
    if pass.calls == 0, pass.failures.isEmpty, !regions.isEmpty {
      lines.append("nothing to ask for: \(range) is stored and final")
    } else if !regions.isEmpty {
      lines.append(
        "pulled \(Self.count(pass.points, "point")) of \(range) in "
          + "\(Self.count(pass.calls, "call")), \(Shown.number((seconds * 10).rounded() / 10)) s; "
          + "AWS charges \(Shown.dollars(cost)) for \(Self.count(pass.metrics, "metric"))")
    }
    if wasInterrupted { lines.append("interrupted: what had come by then is kept") }
    return lines
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(Shown.number(Double(number))) \(noun)\(number == 1 ? "" : "s")"
  }

  /// The stages of the plan, one row each.
  var stages: [Stage] {
    regions.flatMap { region in
      [(region.sweep, "sweep", false), (region.detail, "detail", region.isDetailUpperBound)]
        .compactMap { plan, name, isBound in
          plan.map {
            Stage(
              account: region.pulled.account, region: region.pulled.region, name: name, plan: $0,
              price: region.price, isUpperBound: isBound, startedAt: startedAt)
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
    let startedAt: Instant

    var cost: USD { price * plan.metrics }
    var minutesAtQuota: Double { plan.atQuota(now: startedAt).inSeconds / 60 }
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

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
        let names = Self.list(failures.map(\.workload.name))
        lines.append(
          "not pulled in \(region.pulled.account) \(region.pulled.region): \(names): \(reason)"
        )
      }
      if let line = Self.droppedLine(region) { lines.append(line) }
    }
    return lines
  }

  /// Values that are no numbers are a gap in the data, and said as one.
  private static func droppedLine(_ region: Region) -> String? {
    let dropped = region.pass.dropped
    guard !dropped.isEmpty else { return nil }
    let values = count(dropped.values.reduce(0, +), "value")
    return "incomplete in \(region.pulled.account) \(region.pulled.region): "
      + "\(list(dropped.keys.map(\.name))): \(values) left out as no plausible numbers; "
      + "these periods count as unknown until another pull brings them"
  }

  private static let namesShown = 10

  private static func list(_ names: [String]) -> String {
    let shown = names.sorted().prefix(namesShown).joined(separator: ", ")
    return names.count > namesShown ? "\(shown) and \(names.count - namesShown) more" : shown
  }

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
    if pass.strays > 0 {
      lines.append("\(Self.count(pass.strays, "point")) outside what was asked for were left out")
    }
    if wasInterrupted { lines.append("interrupted: what had come by then is kept") }
    return lines
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(Shown.number(Double(number))) \(noun)\(number == 1 ? "" : "s")"
  }
}

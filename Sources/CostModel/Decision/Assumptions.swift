/// What an analysis took for granted, counted over the fleet: one sentence each, none when it took nothing.
struct Assumptions {
  let sentences: [String]

  init(profiles: [UsageProfile], prices: PriceBook) {
    var sentences: [String] = []
    let unnamed = profiles.count { $0.configuration.architecture == nil }
    if unnamed > 0 {
      sentences.append(
        "\(Self.workloads(unnamed)) of unstated architecture billed as x86_64, Lambda's default.")
    }
    let storage = profiles.count { $0.configuration.ephemeralStorage == nil }
    if storage > 0 {
      sentences.append(
        "\(Self.workloads(storage)) without inventory: 512 MB of /tmp and no SnapStart assumed.")
    }
    let managed = profiles.count { $0.configuration.runsOnManagedInstances }
    if managed > 0 {
      sentences.append(
        "\(Self.workloads(managed)) on Managed Instances: no duration charge, and the instances "
          + "themselves are not in these costs.")
    }
    let snapshots = profiles.count { $0.configuration.paysForSnapStart }
    if snapshots > 0 {
      sentences.append(
        "\(Self.workloads(snapshots)) with SnapStart: what its snapshots and restores cost is not in "
          + "these costs, for no metric tells how many there are.")
    }
    let unmeasured = profiles.count { $0.totals.busySeconds > 0 && $0.insights == nil }
    if unmeasured > 0 {
      let isWhole = profiles.allSatisfy { $0.insights == nil }
      sentences.append(
        "Billed INIT time is not in the Duration metric: cold starts are not in these costs"
          + (isWhole ? "." : " of \(Self.workloads(unmeasured)) without Lambda Insights."))
    }
    if profiles.contains(where: {
      $0.durable != nil && $0.configuration.durableRetentionDays == nil
    }) {
      sentences.append(
        "Durable state kept \(DurableLimits.standardRetentionDays) days after the run, Lambda's "
          + "default, unless costctl.yaml says otherwise; time kept during the run is not metered.")
    }
    let regions = Set(profiles.map(\.workload.region))
    let derived = prices.entries.values.filter {
      $0.key.service == "lambda" && regions.contains($0.key.region)
        && ($0.key.item.hasPrefix("duration/") || $0.key.item.hasPrefix("request/"))
        && $0.status == .derived
    }
    for entry in derived.sorted(by: { $0.key < $1.key }) {
      sentences.append("The price of \(entry.key) is derived: \(entry.note ?? entry.source).")
    }
    self.sentences = sentences
  }

  private static func workloads(_ count: Int) -> String {
    count == 1 ? "1 workload" : "\(count) workloads"
  }
}

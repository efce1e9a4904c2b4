/// What an analysis took for granted, counted over the fleet: one sentence each, none when it took nothing.
struct Assumptions {
  let sentences: [String]

  /// - Parameter details: one for each profile, in order.
  init(profiles: [UsageProfile], details: [WorkloadDetails], prices: PriceBook) {
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
    sentences += Self.starts(zip(profiles, details))
    if profiles.contains(where: {
      $0.durable != nil && $0.configuration.durable?.retentionDays == nil
    }) {
      sentences.append(
        "Durable state kept \(DurableLimits.standardRetentionDays) days after the run, Lambda's "
          + "default, unless costctl.yaml says otherwise; time kept during the run is not metered.")
    }
    sentences += Self.state(zip(profiles, details))
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

  private typealias Pairs = Zip2Sequence<[UsageProfile], [WorkloadDetails]>

  private static func starts(_ workloads: Pairs) -> [String] {
    var sentences: [String] = []
    let unknown = workloads.count { profile, details in
      profile.totals.busySeconds > 0 && details.coldStart?.billed == nil
    }
    if unknown > 0 {
      let isWhole = workloads.allSatisfy { $1.coldStart?.billed == nil }
      sentences.append(
        "Billed INIT time is not in the Duration metric: cold starts are not in these costs"
          + (isWhole ? "." : " of \(Self.workloads(unknown)) without Lambda Insights."))
    }
    let starts = workloads.compactMap(\.1.coldStart)
    if starts.contains(where: \.paysForSnapStart) {
      sentences.append(
        "A snapshot is kept of one published version unless costctl.yaml says otherwise; restores "
          + "are counted where cold starts are known.")
    }
    if starts.contains(where: { !$0.loadings.isEmpty }) {
      sentences.append(ColdStartDetails.assumption)
    }
    return sentences
  }

  private static func state(_ workloads: Pairs) -> [String] {
    var sentences: [String] = []
    let unmetered = workloads.count { profile, details in
      profile.configuration.durable != nil && profile.totals.invocations > .zero
        && details.durable == nil
    }
    if unmetered > 0 {
      sentences.append(
        "\(Self.workloads(unmetered)) with durable executions and no metrics of them: their state is "
          + "not in these costs; durable.checkpoints and bytes_per_checkpoint in costctl.yaml say it."
      )
    }
    let months = workloads.compactMap(\.1.durable?.month)
    if months.contains(where: { !$0.isMetered }) {
      sentences.append(
        "Durable state without metrics is each invocation's configured checkpoints times their size."
      )
    }
    if !months.isEmpty { sentences.append(StateStoreCost.assumption) }
    return sentences
  }

  private static func workloads(_ count: Int) -> String {
    count == 1 ? "1 workload" : "\(count) workloads"
  }
}

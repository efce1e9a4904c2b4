/// What an analysis took for granted, counted over the fleet: one sentence each, none when it took nothing.
struct Assumptions {
  let sentences: [String]

  init(profiles: [UsageProfile], prices: PriceBook) {
    var counted = Count()
    for profile in profiles { counted.add(profile) }
    var sentences: [String] = []
    if counted.unnamed > 0 {
      sentences.append(
        "\(Self.workloads(counted.unnamed)) of unstated architecture billed as x86_64, Lambda's "
          + "default.")
    }
    if counted.uninventoried > 0 {
      sentences.append(
        "\(Self.workloads(counted.uninventoried)) without inventory: 512 MB of /tmp and no SnapStart "
          + "assumed.")
    }
    if counted.managed > 0 {
      sentences.append(
        "\(Self.workloads(counted.managed)) on Managed Instances: no duration charge, and the "
          + "instances themselves are not in these costs.")
    }
    if counted.busy > 0 {
      sentences.append(
        "Billed INIT time is not in the Duration metric: cold starts are not in these costs.")
    }
    if counted.durable > 0 {
      sentences.append(
        "Durable state kept \(DurableLimits.standardRetentionDays) days after the run, Lambda's "
          + "default, unless costctl.yaml says otherwise; time kept during the run is not metered.")
    }
    sentences += Self.derivedPrices(prices, in: counted.regions)
    self.sentences = sentences
  }

  private struct Count {
    var unnamed = 0
    var uninventoried = 0
    var managed = 0
    var busy = 0
    var durable = 0
    var regions: Set<String> = []

    mutating func add(_ profile: UsageProfile) {
      let configuration = profile.configuration
      if configuration.architecture == nil { unnamed += 1 }
      if configuration.ephemeralStorage == nil { uninventoried += 1 }
      if configuration.runsOnManagedInstances { managed += 1 }
      if profile.totals.busySeconds > 0 { busy += 1 }
      if profile.durable != nil, configuration.durableRetentionDays == nil { durable += 1 }
      regions.insert(profile.workload.region)
    }
  }

  private static func derivedPrices(_ prices: PriceBook, in regions: Set<String>) -> [String] {
    prices.entries.values.filter {
      $0.key.service == "lambda" && regions.contains($0.key.region)
        && ($0.key.item.hasPrefix("duration/") || $0.key.item.hasPrefix("request/"))
        && $0.status == .derived
    }
    .sorted { $0.key < $1.key }
    .map { "The price of \($0.key) is derived: \($0.note ?? $0.source)." }
  }

  private static func workloads(_ count: Int) -> String {
    count == 1 ? "1 workload" : "\(count) workloads"
  }
}

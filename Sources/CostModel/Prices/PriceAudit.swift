/// Which prices should not be relied on without a look, and why.
package struct PriceAudit: Sendable {
  package enum Finding: String, Hashable, Sendable, CaseIterable {
    /// The workloads of the region need it and the catalogue has none.
    case missing
    /// Its day is longer ago than the age allowed.
    case stale
    /// No source confirms it.
    case unverified
    /// Arithmetic on other prices.
    case derived
  }

  package struct Item: Hashable, Sendable {
    package let finding: Finding
    package let key: PriceKey
    /// Nil where the price is missing.
    package let entry: PriceEntry?
    /// Whole days since the day of the price.
    package let ageInDays: Int?
  }

  package let asOf: Instant
  package let maximumAge: Duration
  /// The regions looked at, in order.
  package let regions: [String]
  /// Prices of those regions.
  package let examined: Int
  /// By region, then finding, then key.
  package let items: [Item]

  /// `architectures` has the regions to look at, each with what its workloads run on; empty sets where
  /// no workload is known, and then nothing is missing.
  package init(
    _ prices: PriceBook, architectures: [String: Set<Architecture>], asOf: Instant,
    maximumAge: Duration
  ) {
    let regions = architectures.keys.sorted()
    let entries = prices.entries.values.filter { architectures[$0.key.region] != nil }
    self.asOf = asOf
    self.maximumAge = maximumAge
    self.regions = regions
    examined = entries.count
    var items = entries.flatMap { Self.doubts(about: $0, asOf: asOf, maximumAge: maximumAge) }
    for region in regions {
      items += PriceNeeds(region: region, architectures: architectures[region] ?? [])
        .missing(from: prices)
        .map { Item(finding: .missing, key: $0, entry: nil, ageInDays: nil) }
    }
    self.items = items.sorted { $0.rank < $1.rank }
  }

  package func count(_ finding: Finding) -> Int { items.count { $0.finding == finding } }

  /// The user's own figures are nobody else's to doubt.
  private static func doubts(about entry: PriceEntry, asOf: Instant, maximumAge: Duration)
    -> [Item]
  {
    guard entry.status != .override else { return [] }
    let age = Instant(iso8601: entry.effective).map { asOf.seconds(since: $0) }
    let days = age?.flooredQuotient(by: 86_400)
    var findings: [Finding] = []
    if let age, Duration.seconds(age) > maximumAge { findings.append(.stale) }
    switch entry.status {
    case .unverified: findings.append(.unverified)
    case .derived: findings.append(.derived)
    case .verified, .override: break
    }
    return findings.map { Item(finding: $0, key: entry.key, entry: entry, ageInDays: days) }
  }
}

extension PriceAudit.Item {
  fileprivate var rank: (String, Int, PriceKey) {
    let all = PriceAudit.Finding.allCases
    return (key.region, all.firstIndex(of: finding) ?? all.count, key)
  }
}

import CostModel

/// Checks a decoded catalogue file and spells out its entries.
struct PriceFileReader {
  private static let units: Set<String> = [
    GBSeconds.unit, GBMonths.unit, Gigabytes.unit, Requests.unit, Operations.unit, Hours.unit,
    VCPUHours.unit, GBHours.unit, Tokens.unit, MetricsRequested.unit, MetricUpdates.unit,
    Ratio.unit,
  ]

  let file: PriceFile
  let name: String

  func entries(for instances: [InstanceType]) throws(CatalogueError) -> [PriceEntry] {
    var entries: [PriceKey: PriceEntry] = [:]
    for group in file.groups {
      for (item, amount) in group.prices.sorted(by: { $0.key < $1.key }) {
        let entry = try entry(item, amount, in: group)
        guard entries.updateValue(entry, forKey: entry.key) == nil else {
          throw .duplicate(file: name, item: entry.key.description)
        }
      }
    }
    for rule in file.derivations {
      for instance in instances where rule.families.contains(instance.family) {
        if let derived = try derived(rule, instance, from: entries), entries[derived.key] == nil {
          entries[derived.key] = derived
        }
      }
    }
    return entries.values.sorted { $0.key < $1.key }
  }

  private func entry(_ item: String, _ amount: PriceFile.Amount, in group: PriceFile.Group)
    throws(CatalogueError) -> PriceEntry
  {
    let key = PriceKey(service: group.service, region: file.region, item: item)
    guard Self.units.contains(group.unit) else {
      throw .unknownUnit(file: name, item: key.description, unit: group.unit)
    }
    let per = try group.per.map { text throws(CatalogueError) in try decimal(text, of: key) } ?? 1
    guard per > 0 else {
      throw .badDecimal(file: name, item: key.description, text: group.per ?? "")
    }
    return PriceEntry(
      key: key, unit: group.unit, tiers: try tiers(amount, of: key, per: per),
      effective: try date(group.effective, of: key), source: try source(group.source, of: key),
      status: try status(group.status, of: key), note: group.note)
  }

  /// Nil where the region sells the size under no on-demand price.
  private func derived(
    _ rule: PriceFile.Derivation, _ instance: InstanceType, from entries: [PriceKey: PriceEntry]
  ) throws(CatalogueError) -> PriceEntry? {
    let base = PriceKey(service: "ec2", region: file.region, item: "\(instance.name)/on-demand")
    let key = PriceKey(
      service: rule.service, region: file.region,
      item: "\(rule.prefix)\(instance.name)/\(rule.term)")
    guard let onDemand = entries[base]?.tiers.first else { return nil }
    let factor = try decimal(rule.factor, of: key)
    return PriceEntry(
      key: key, unit: Hours.unit, tiers: [PriceTier(from: 0, usd: onDemand.usd * factor)],
      effective: try date(rule.effective, of: key), source: try source(rule.source, of: key),
      status: try status(rule.status, of: key), note: rule.note)
  }

  private func tiers(_ amount: PriceFile.Amount, of key: PriceKey, per: Double)
    throws(CatalogueError) -> [PriceTier]
  {
    switch amount {
    case .flat(let text):
      return [PriceTier(from: 0, usd: try decimal(text, of: key) / per)]
    case .tiers(let rows):
      var tiers: [PriceTier] = []
      for row in rows {
        guard row.count == 2 else { throw .badTiers(file: name, item: key.description) }
        let from = try decimal(row[0], of: key)
        guard tiers.last.map({ from > $0.from }) ?? (from == 0) else {
          throw .badTiers(file: name, item: key.description)
        }
        tiers.append(PriceTier(from: from, usd: try decimal(row[1], of: key) / per))
      }
      guard !tiers.isEmpty else { throw .badTiers(file: name, item: key.description) }
      return tiers
    }
  }

  private func decimal(_ text: String, of key: PriceKey) throws(CatalogueError) -> Double {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let isPlain = text.utf8.allSatisfy { digits.contains($0) || $0 == UInt8(ascii: ".") }
    guard isPlain, let value = Double(text), value >= 0 else {
      throw .badDecimal(file: name, item: key.description, text: text)
    }
    return value
  }

  private func date(_ text: String, of key: PriceKey) throws(CatalogueError) -> String {
    guard text.utf8.count == 10, Instant(iso8601: text) != nil else {
      throw .badDate(file: name, item: key.description, text: text)
    }
    return text
  }

  private func source(_ short: String, of key: PriceKey) throws(CatalogueError) -> String {
    guard let source = file.sources[short] else {
      throw .unknownSource(file: name, item: key.description, source: short)
    }
    return source
  }

  private func status(_ status: PriceStatus, of key: PriceKey) throws(CatalogueError)
    -> PriceStatus
  {
    guard status != .override else {
      throw .unusableStatus(file: name, item: key.description)
    }
    return status
  }
}

import CostModel

extension CatalogueFile {
  private static let placeholder = "{instance}"
  private static let onDemand = "/on-demand"

  /// Prices that follow from EC2 on-demand; a listed price of the same item stands.
  func derived(
    from listed: [PriceEntry], under keys: Set<PriceKey>, file: String
  ) throws(CatalogueError) -> [PriceEntry] {
    let families = Self.onDemandByFamily(listed)
    var seen: Set<PriceKey> = []
    var entries: [PriceEntry] = []
    for derivation in (derivations ?? []).map(\.value) {
      for entry in try derived(by: derivation, from: families, file: file)
      where !keys.contains(entry.key) {
        guard seen.insert(entry.key).inserted else {
          throw .duplicate(file: file, item: entry.key.description)
        }
        entries.append(entry)
      }
    }
    return entries
  }

  private func derived(
    by derivation: Derivation, from families: [String: [OnDemand]], file: String
  ) throws(CatalogueError) -> [PriceEntry] {
    let name = "\(derivation.service)/\(region)/\(derivation.item)"
    let facts = CatalogueFacts(file: file, item: name, sources: sources)
    let status = try facts.status(derivation.status)
    let halves = derivation.item.split(
      separator: Self.placeholder, omittingEmptySubsequences: false)
    guard status != .verified, halves.count == 2 else { throw .template(file: file, item: name) }
    let factor = try facts.positive(derivation.factor)
    let source = try facts.source(derivation.source)
    let effective = try facts.date(derivation.effective)
    var entries: [PriceEntry] = []
    for family in derivation.families {
      guard let members = families[family] else {
        throw .family(file: file, item: name, family: family)
      }
      for member in members where derivation.sizes?.contains(member.size) ?? true {
        entries.append(
          PriceEntry(
            key: PriceKey(
              service: derivation.service, region: region,
              item: halves[0] + "\(family).\(member.size)" + halves[1]),
            unit: Hours.unit, tiers: [PriceTier(from: 0, usd: member.usd * factor)],
            effective: effective, source: source,
            status: member.status == .unverified ? .unverified : status,
            note: "EC2 on-demand x \(derivation.factor.text): \(derivation.note)"))
      }
    }
    return entries
  }

  private struct OnDemand {
    let size: String
    let usd: Double
    let status: PriceStatus
  }

  private static func onDemandByFamily(_ entries: [PriceEntry]) -> [String: [OnDemand]] {
    var families: [String: [OnDemand]] = [:]
    for entry in entries where entry.key.service == "ec2" && entry.key.item.hasSuffix(onDemand) {
      let name = entry.key.item.dropLast(onDemand.count).split(separator: ".")
      guard name.count == 2 else { continue }
      families[String(name[0]), default: []].append(
        OnDemand(size: String(name[1]), usd: entry.tiers[0].usd, status: entry.status))
    }
    return families
  }
}

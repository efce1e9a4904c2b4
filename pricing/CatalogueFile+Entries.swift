import CostModel

extension CatalogueFile {
  /// The listed prices, then the derived ones for items that have no listed price.
  func entries(file: String) throws(CatalogueError) -> [PriceEntry] {
    var seen: Set<PriceKey> = []
    var entries: [PriceEntry] = []
    for group in groups.map(\.value) {
      for row in group.prices.map(\.value) {
        let entry = try self.entry(row, of: group, file: file)
        guard seen.insert(entry.key).inserted else {
          throw .duplicate(file: file, item: entry.key.description)
        }
        entries.append(entry)
      }
    }
    return entries + (try derived(from: entries, under: seen, file: file))
  }

  func versions(file: String) throws(CatalogueError) -> [PriceListOffer: String] {
    var versions: [PriceListOffer: String] = [:]
    for (code, version) in offers ?? [:] {
      guard let offer = PriceListOffer(rawValue: code) else { throw .offer(file: file, code: code) }
      versions[offer] = version
    }
    return versions
  }

  private func entry(_ row: Row, of group: Group, file: String) throws(CatalogueError)
    -> PriceEntry
  {
    let key = PriceKey(service: group.service, region: region, item: row.item)
    let item = key.description
    guard UnitName.known.contains(group.unit) else {
      throw .unit(file: file, item: item, unit: group.unit)
    }
    let facts = CatalogueFacts(file: file, item: item, sources: sources)
    let status = try facts.status(group.status)
    let note = row.note ?? group.note
    guard status == .verified || note != nil else { throw .note(file: file, item: item) }
    return PriceEntry(
      key: key, unit: group.unit, tiers: try tiers(row, per: group.per, facts: facts),
      effective: try facts.date(group.effective), source: try facts.source(group.source),
      status: status, note: note)
  }

  private func tiers(_ row: Row, per: DecimalText?, facts: CatalogueFacts) throws(CatalogueError)
    -> [PriceTier]
  {
    let units = try per.map { text throws(CatalogueError) in try facts.positive(text) } ?? 1
    switch (row.usd, row.tiers) {
    case (let usd?, nil):
      return [PriceTier(from: 0, usd: try facts.positive(usd) / units)]
    case (nil, let listed?):
      var tiers: [PriceTier] = []
      for tier in listed.map(\.value) {
        let from = try facts.decimal(tier.from)
        guard tiers.last.map({ $0.from < from }) ?? (from == 0) else {
          throw .tiers(file: facts.file, item: facts.item)
        }
        tiers.append(PriceTier(from: from, usd: try facts.positive(tier.usd) / units))
      }
      guard !tiers.isEmpty else { throw .tiers(file: facts.file, item: facts.item) }
      return tiers
    default:
      throw .figure(file: facts.file, item: facts.item)
    }
  }
}

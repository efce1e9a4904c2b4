package import CostModel

extension CatalogueEdition {
  /// The edition as a file of prices, as `pricing/README.md` describes it.
  package var json: [UInt8] {
    let sources = Set(entries.map(\.source)).sorted()
    let keys = Dictionary(
      uniqueKeysWithValues: sources.enumerated().map { ($1, "S\($0 + 1)") })
    return JSONWriter.document(capacity: 128 * (entries.count + 8)) {
      $0.member("schema", "costctl/catalogue/v1")
      $0.member("provider", provider)
      $0.member("region", region)
      $0.member("published", published.day)
      $0.strings("offers", named: offers.inOrder)
      $0.strings("sources", named: sources.map { (name: keys[$0] ?? $0, value: $0) })
      $0.rows("groups", groups) { writer, item in
        let (group, entries) = item
        writer.member("service", group.service)
        writer.member("unit", group.unit)
        writer.member("effective", group.effective)
        writer.member("source", keys[group.source])
        writer.member("status", group.status.rawValue)
        writer.rows("prices", entries) { $0.price($1) }
      }
    }
  }

  /// What the prices of one group have in common.
  private struct Group: Hashable {
    let service: String
    let unit: String
    let effective: String
    let source: String
    let status: PriceStatus

    init(_ entry: PriceEntry) {
      service = entry.key.service
      unit = entry.unit
      effective = entry.effective
      source = entry.source
      status = entry.status
    }
  }

  private var groups: [(Group, [PriceEntry])] {
    Dictionary(grouping: entries.sorted { $0.key < $1.key }, by: Group.init)
      .sorted { $0.value[0].key < $1.value[0].key }.map { ($0.key, $0.value) }
  }
}

extension JSONWriter {
  fileprivate mutating func price(_ entry: PriceEntry) {
    member("item", entry.key.item)
    if entry.tiers.count == 1 {
      member("usd", ShortestDecimal(entry.tiers[0].usd).text())
    } else {
      objects("tiers", entry.tiers) {
        $0.member("from", ShortestDecimal($1.from).text())
        $0.member("usd", ShortestDecimal($1.usd).text())
      }
    }
    if let note = entry.note { member("note", note) }
  }
}

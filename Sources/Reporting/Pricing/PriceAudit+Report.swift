import CostModel

extension PriceAudit: Report {
  package func json(in context: RenderContext) -> [UInt8] {
    let capacity = 320 * (items.count + 2)
    return JSONWriter.document(schema: "costctl/pricing-verify/v1", in: context, capacity: capacity)
    {
      $0.member("as_of", asOf.iso8601)
      $0.member("max_age_days", maximumAge.inSeconds / 86_400)
      $0.strings("regions", regions)
      $0.object("totals") { totals in
        totals.member("prices", examined)
        totals.member("missing", count(.missing))
        totals.member("stale", count(.stale))
        totals.member("unverified", count(.unverified))
        totals.member("derived", count(.derived))
      }
      $0.rows("findings", items) { writer, item in
        writer.member("finding", item.finding.rawValue)
        writer.member("item", item.key.description)
        writer.member("price", item.entry?.tiers.first?.usd)
        writer.member("unit", item.entry?.unit ?? item.key.unit)
        writer.member("effective", item.entry?.effective)
        writer.member("age_days", item.ageInDays)
        writer.member("status", item.entry?.status.rawValue)
        writer.member("source", item.entry?.source)
        writer.member("note", item.entry?.note)
      }
    }
  }

  package func csv() -> [UInt8] {
    [UInt8](
      csv: [
        Column("finding") { .text($0.finding.rawValue) },
        Column("item") { .text($0.key.description) },
        Column("price") { .number($0.entry?.tiers.first?.usd) },
        Column("unit") { .text($0.entry?.unit ?? $0.key.unit) },
        Column("effective") { .text($0.entry?.effective) },
        Column("age_days") { .number($0.ageInDays) },
        Column("status") { .text($0.entry?.status.rawValue) },
        Column("source") { .text($0.entry?.source) },
        Column("note") { .text($0.entry?.note) },
      ], of: items)
  }

  package func document(in context: RenderContext) -> Document {
    var document = Document()
    document.append(.title(title))
    guard !items.isEmpty else { return document }
    document.append(.table(Grid(Self.groupColumns, of: groups)))
    if context.verbose {
      document.append(.table(Grid(Self.itemColumns, of: items)))
    } else {
      document.append(
        .paragraph("each price by name: add --verbose, or use --format json", .faint))
    }
    document.append(
      section: "what to do",
      regions.filter { region in items.contains { $0.key.region == region } }.map {
        Document.Entry($0, "costctl pricing update --region \($0)")
      })
    return document
  }

  private var title: String {
    let place = regions.count == 1 ? regions[0] : regions.count.of("region")
    guard !items.isEmpty else {
      return "\(examined.of("price")) of \(place): nothing to doubt as of \(asOf.day)"
    }
    let counts = Finding.allCases.map { "\(count($0)) \($0.rawValue)" }.joined(separator: ", ")
    return "\(examined.of("price")) of \(place) as of \(asOf.day): \(counts)"
  }

  /// The findings of one kind about one service in one region.
  private struct Group {
    let items: [Item]
    var first: Item { items[0] }
    var oldest: Int? { items.compactMap(\.ageInDays).max() }
  }

  private var groups: [Group] {
    var groups: [[Item]] = []
    for item in items {
      if let last = groups.last?.last, last.finding == item.finding,
        last.key.region == item.key.region, last.key.service == item.key.service
      {
        groups[groups.count - 1].append(item)
      } else {
        groups.append([item])
      }
    }
    return groups.map(Group.init)
  }

  private static let groupColumns: [Column<Group>] = [
    Column("region") { .text($0.first.key.region) },
    Column("finding") { .text($0.first.finding.rawValue, Style($0.first.finding)) },
    Column("service") { .text($0.first.key.service) },
    Column("prices", .trailing) { .number($0.items.count) },
    Column("days old", .trailing, fit: .yields(rank: 1)) { .number($0.oldest) },
    Column("such as", fit: .shortens) { .text($0.first.key.item) },
  ]

  private static let itemColumns: [Column<Item>] = [
    Column("finding") { .text($0.finding.rawValue, Style($0.finding)) },
    Column("item") { .text($0.key.description) },
    Column("effective", fit: .yields(rank: 1)) { .text($0.entry?.effective) },
    Column("days old", .trailing, fit: .yields(rank: 2)) { .number($0.ageInDays) },
    Column("source", fit: .shortens) { .text($0.entry?.source) },
  ]
}

extension Style {
  fileprivate init(_ finding: PriceAudit.Finding) {
    self =
      switch finding {
      case .missing, .unverified: .alarm
      case .stale: .caution
      case .derived: .plain
      }
  }
}

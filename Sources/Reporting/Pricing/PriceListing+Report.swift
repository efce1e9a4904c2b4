import CostModel

extension PriceListing: Report {
  package func json(in context: RenderContext) -> [UInt8] {
    let capacity = 512 * (entries.count + 1)
    return JSONWriter.document(schema: "costctl/pricing/v1", in: context, capacity: capacity) {
      $0.member("as_of", asOf.iso8601)
      $0.objects("catalogues", catalogues) { writer, catalogue in
        writer.member("region", catalogue.region)
        writer.member("origin", catalogue.file == nil ? "bundled" : "updated")
        writer.member("published", catalogue.published.day)
        writer.member("age_days", ageInDays(of: catalogue))
        writer.member("file", catalogue.file)
        writer.strings("offers", named: catalogue.offers.inOrder)
      }
      $0.rows("prices", entries) { writer, entry in
        writer.member("item", entry.key.description)
        writer.member("price", entry.tiers.first?.usd)
        writer.member("unit", entry.unit)
        writer.objects("tiers", entry.tiers) {
          $0.member("from", $1.from)
          $0.member("price", $1.usd)
        }
        writer.member("effective", effectiveDate(of: entry))
        writer.member("age_days", ageInDays(of: entry))
        writer.member("status", entry.status.rawValue)
        writer.member("source", entry.source)
        writer.member("note", entry.note)
      }
    }
  }

  package func csv() -> [UInt8] {
    [UInt8](
      csv: [
        Column("item") { .text($0.entry.key.description) },
        Column("from") { .number($0.tier.from) },
        Column("price") { .number($0.tier.usd) },
        Column("unit") { .text($0.entry.unit) },
        Column("effective") { .text(effectiveDate(of: $0.entry)) },
        Column("age_days") { .number(ageInDays(of: $0.entry)) },
        Column("status") { .text($0.entry.status.rawValue) },
        Column("source") { .text($0.entry.source) },
        Column("note") { .text($0.entry.note) },
      ], of: lines)
  }

  package func document(in context: RenderContext) -> Document {
    var document = Document()
    document.append(.title("\(entries.count.of("price")) as of \(asOf.iso8601)"))
    guard !entries.isEmpty else {
      document.append(.paragraph("The catalogue has no price that matches."))
      return document
    }
    document.append(.table(Grid(columns, of: lines)))
    if entries.contains(where: \.status.isDoubtful) {
      document.append(
        .paragraph("* derived from other prices, or confirmed by no source", .faint))
    }
    document.append(section: "in force", catalogues.isEmpty ? [] : origins)
    return document
  }

  /// One line for each catalogue that an update left, one for all that came with the program.
  private var origins: [Document.Entry] {
    let bundled = catalogues.filter { $0.file == nil }
    var entries = catalogues.compactMap { catalogue in
      catalogue.file.map { file in
        Document.Entry(
          catalogue.region,
          "updated \(catalogue.published.day), \(ageInDays(of: catalogue).of("day")) old, "
            + "\(catalogue.offers.inOrder.map { "\($0.name) \($0.value)" }.joined(separator: ", "))"
            + ": \(file)")
      }
    }
    for (day, same) in Dictionary(grouping: bundled, by: \.published.day).sorted(by: {
      $0.key < $1.key
    }) {
      entries.append(
        Document.Entry(
          same.map(\.region).joined(separator: ", "),
          "built in, published \(day), \(ageInDays(of: same[0]).of("day")) old"))
    }
    return entries
  }

  private var columns: [Column<Line>] {
    func onFirst(_ cell: @Sendable @escaping (PriceEntry) -> Cell) -> @Sendable (Line) -> Cell {
      { $0.isFirst ? cell($0.entry) : .text("") }
    }
    return [
      Column("item") { line in
        .text(
          line.isFirst
            ? line.entry.key.description
            : "  above \(Requests(line.tier.from).figure()) a month")
      },
      Column("price", .trailing) { line in
        let mark = line.entry.status.isDoubtful ? "*" : ""
        return .text("\(mark)$\(ShortestDecimal(line.tier.usd).text())")
      },
      Column("unit", cell: onFirst { .text("per \($0.unit)") }),
      Column("effective", fit: .yields(rank: 1), cell: onFirst { .text(effectiveDate(of: $0)) }),
      Column(
        "days old", .trailing, fit: .yields(rank: 2),
        cell: onFirst { entry in
          .number(ageInDays(of: entry))
        }),
      Column("status", cell: onFirst { .text($0.status.rawValue, Style($0.status)) }),
      Column("source", fit: .shortens, cell: onFirst { .text($0.source) }),
    ]
  }
}

extension [PriceListOffer: String] {
  /// Offers by name with their versions.
  var inOrder: [(name: String, value: String)] {
    map { (name: $0.key.rawValue, value: $0.value) }.sorted { $0.name < $1.name }
  }
}

extension PriceStatus {
  /// True for a figure that is shown with a mark.
  fileprivate var isDoubtful: Bool { self == .derived || self == .unverified }
}

extension Style {
  init(_ status: PriceStatus) {
    self =
      switch status {
      case .verified: .good
      case .derived: .plain
      case .unverified: .alarm
      case .override: .caution
      }
  }
}

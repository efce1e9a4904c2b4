import CostModel

extension PriceUpdateReport: Report {
  /// Differences shown to a person who did not ask for all of them.
  private static let shownChanges = 40

  package func document(in context: RenderContext) -> Document {
    var document = Document()
    document.append(.title(title))
    let shown = shown(in: context)
    if !shown.isEmpty { document.append(.table(Grid(columns, of: Self.lines(of: shown)))) }
    let hidden = regions.reduce(0) { $0 + ($1.update?.changes.changes.count ?? 0) } - shown.count
    if hidden > 0 {
      document.append(
        .paragraph(
          "\(hidden.of("more difference")): add --verbose, or use --format json", .faint))
    }
    document.append(section: "regions", regions.map(entry))
    document.append(
      section: "not taken, so what was in force stands",
      regions.flatMap { $0.update?.readings.flatMap(\.untaken) ?? [] }.map {
        Document.Entry($0.key.description, $0.reason, style: .caution)
      })
    document.append(section: "usage types without a price here", unknown)
    return document
  }

  private var title: String {
    let moved = regions.contains { !($0.update?.changes.changes.isEmpty ?? true) }
    let verdict =
      moved
      ? "\(count(.changed)) changed, \(count(.added)) added, \(count(.gone)) gone"
      : "no difference"
    return "Prices of \(regions.count.of("region")) against the AWS Price List: \(verdict)"
  }

  /// What moved most, then what is gone; what is new only when all is wanted.
  private func shown(in context: RenderContext) -> [PriceChanges.Change] {
    let all = regions.flatMap { $0.update?.changes.changes ?? [] }
    guard !context.verbose else { return all }
    let changed = all.filter { $0.kind == .changed }.sorted {
      ($1.share?.value.magnitude ?? .infinity, $0.key?.description ?? "")
        < ($0.share?.value.magnitude ?? .infinity, $1.key?.description ?? "")
    }
    return Array((changed + all.filter { $0.kind == .gone }).prefix(Self.shownChanges))
  }

  private var columns: [Column<Line>] {
    [
      Column("item", fit: .shortens) { line in
        .text(
          line.isFirst
            ? line.change.key?.description ?? ""
            : "  above \(Requests(line.from).figure()) a month")
      },
      Column("change") { .text($0.isFirst ? $0.change.kind.rawValue : "") },
      Column("old", .trailing) { Self.price($0.before, $0.change.before) },
      Column("new", .trailing) { Self.price($0.after, $0.change.after) },
      Column("move", .trailing) { line in
        guard let share = line.share, share != .zero else { return .text("") }
        return .text(share.signedPercent, share > .zero ? .caution : .good)
      },
      Column("unit", fit: .yields(rank: 2)) {
        .text($0.isFirst ? "per \($0.change.entry?.unit ?? "")" : "")
      },
      Column("was", fit: .yields(rank: 1)) {
        guard $0.isFirst, let status = $0.change.before?.status else { return .text("") }
        return .text(status.rawValue, Style(status))
      },
    ]
  }

  private static func price(_ usd: Double?, _ entry: PriceEntry?) -> Cell {
    guard let usd, let entry else { return .text("") }
    // Derived prices carry the noise of their arithmetic beyond that.
    let text = ShortestDecimal(usd).rounded(toPlaces: 12).text()
    return .text(entry.unit == Ratio.unit ? text : "$\(text)")
  }

  private func entry(_ region: Region) -> Document.Entry {
    let changes = region.update?.changes
    let counts =
      changes.map {
        "\($0.count(.changed)) changed, \($0.count(.added)) added, \($0.count(.gone)) gone, "
          + "\($0.confirmed) confirmed, \($0.unchanged) as before"
      } ?? ""
    let offers = (region.update?.offers ?? []).map { offer in
      "\(offer.offer.rawValue) \(offer.version)" + (offer.bytes == nil ? " (already had)" : "")
    }.joined(separator: ", ")
    return switch region.outcome {
    case .updated(let file):
      Document.Entry(region.name, "\(counts); \(offers); now in \(file)")
    case .current(let file):
      Document.Entry(region.name, "already of the newest versions, \(offers): \(file)")
    case .planned: Document.Entry(region.name, "\(counts); \(offers); nothing written")
    case .failed(let reason): Document.Entry(region.name, reason, style: .alarm)
    }
  }

  private var unknown: [Document.Entry] {
    let types = Set(
      regions.flatMap { $0.update?.readings.flatMap(\.unknownUsageTypes) ?? [] })
    return types.isEmpty
      ? [] : [Document.Entry("AWSLambda", types.sorted().joined(separator: ", "))]
  }
}

extension Ratio {
  /// `+3.2 %`, `-49.3 %`, `<0.1 %` either way.
  fileprivate var signedPercent: String {
    let size = Ratio(value.magnitude).percent
    return value.magnitude < 0.000_5 ? size : value < 0 ? "-\(size)" : "+\(size)"
  }
}

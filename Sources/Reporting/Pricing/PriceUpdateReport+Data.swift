import CostModel

extension PriceUpdateReport {
  package func json(in context: RenderContext) -> [UInt8] {
    JSONWriter.document(schema: "costctl/pricing-update/v1", in: context, capacity: 1 << 16) {
      $0.object("totals") { totals in
        totals.member("added", count(.added))
        totals.member("changed", count(.changed))
        totals.member("gone", count(.gone))
        totals.member("confirmed", regions.sum { $0.changes.confirmed })
        totals.member("unchanged", regions.sum { $0.changes.unchanged })
      }
      $0.rows("regions", regions) { $0.region($1) }
    }
  }

  package func csv() -> [UInt8] {
    [UInt8](
      csv: [
        Column("item") { .text($0.change.key?.description) },
        Column("change") { .text($0.change.kind.rawValue) },
        Column("unit") { .text($0.change.entry?.unit) },
        Column("from") { .number($0.from) },
        Column("old_price") { .number($0.before) },
        Column("new_price") { .number($0.after) },
        Column("relative_change") { .number($0.share) },
        Column("old_status") { .text($0.change.before?.status.rawValue) },
        Column("new_status") { .text($0.change.after?.status.rawValue) },
      ], of: Self.lines(of: regions.flatMap { $0.update?.changes.changes ?? [] }))
  }
}

extension PriceChanges.Change {
  /// The price as it is now, or as it was where it is gone.
  var entry: PriceEntry? { after ?? before }
}

extension [PriceUpdateReport.Region] {
  fileprivate func sum(_ count: (PriceUpdate) -> Int) -> Int {
    reduce(0) { $0 + ($1.update.map(count) ?? 0) }
  }
}

extension JSONWriter {
  fileprivate mutating func region(_ region: PriceUpdateReport.Region) {
    member("region", region.name)
    member("result", region.outcome.name)
    switch region.outcome {
    case .updated(let file), .current(let file):
      member("file", file)
      null("error")
    case .planned:
      null("file")
      null("error")
    case .failed(let reason):
      null("file")
      member("error", reason)
    }
    let changes = region.update?.changes
    member("confirmed", changes?.confirmed)
    member("unchanged", changes?.unchanged)
    objects("offers", region.update?.offers ?? []) {
      $0.member("offer", $1.offer.rawValue)
      $0.member("version", $1.version)
      $0.member("read", $1.bytes != nil)
      $0.member("bytes", $1.bytes)
    }
    rows("changes", changes?.changes ?? []) { $0.change($1) }
    objects("not_taken", region.update?.readings.flatMap(\.untaken) ?? []) {
      $0.member("item", $1.key.description)
      $0.member("reason", $1.reason)
    }
    strings("unknown_usage_types", region.update?.readings.flatMap(\.unknownUsageTypes) ?? [])
  }

  private mutating func change(_ change: PriceChanges.Change) {
    member("item", change.key?.description)
    member("change", change.kind.rawValue)
    member("unit", change.entry?.unit)
    member("old_price", change.before?.tiers[0].usd)
    member("new_price", change.after?.tiers[0].usd)
    member("relative_change", change.share)
    member("old_status", change.before?.status.rawValue)
    member("new_status", change.after?.status.rawValue)
    tiers("old_tiers", change.before)
    tiers("new_tiers", change.after)
  }

  private mutating func tiers(_ key: StaticString, _ entry: PriceEntry?) {
    objects(key, entry?.tiers ?? []) {
      $0.member("from", $1.from)
      $0.member("price", $1.usd)
    }
  }
}

extension PriceUpdate {
  /// Each offer that was asked for, with its size where its file was read.
  var offers: [(offer: PriceListOffer, version: String, bytes: Int?)] {
    let read = readings.map { (offer: $0.offer, version: $0.version, bytes: Optional($0.bytes)) }
    let current = current.map { (offer: $0.key, version: $0.value, bytes: Int?.none) }
    return (read + current).sorted { $0.offer.rawValue < $1.offer.rawValue }
  }
}

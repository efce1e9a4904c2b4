import CostModel

extension ColdStartDetails {
  /// What starts cost today, and what SnapStart allows; nothing for a function of which nobody has
  /// said more than how it is packaged.
  var entries: [Document.Entry] {
    guard hasSnapStart || starts.isKnown || model != nil || modelGap != nil else { return [] }
    return [
      Document.Entry("cold starts", startFigures),
      support.flatMap(shown).map { Document.Entry("SnapStart", $0) },
      modelGap.map { Document.Entry("model", "\($0)", style: .caution) },
    ].compactMap { $0 }
  }

  /// Every way to load the model, side by side; nil when its size is not known.
  var loadingTable: Grid? {
    guard !loadings.isEmpty else { return nil }
    return Grid(Self.loadingColumns(starts: starts.perMonth), of: loadings)
  }

  /// One line for a recommendation.
  var summary: Document.Entry? {
    let feasible = loadings.filter(\.isFeasible)
    guard !feasible.isEmpty else { return nil }
    let figures = feasible.map { loading in
      let cost = starts.perMonth.flatMap(loading.monthlyCost)
      return "\(loading.name) \(loading.coldStart?.shown ?? "n/a")"
        + (cost.map { " \($0.shown)" } ?? "") + (loading.isPresent ? " (now)" : "")
    }
    return Document.Entry("model from", figures.joined(separator: ", "))
  }

  private var startFigures: String {
    let count = starts.perMonth.map { "\($0.figure()) a month" }
    let length = starts.initialization.map { "\($0.shown) of INIT each" }
    let known = [count, length].compactMap { $0 }.joined(separator: ", ")
    if hasSnapStart {
      return known.isEmpty
        ? "not known: no restores in these costs" : "\(known), which the snapshot spares"
    }
    guard let billed else {
      return (known.isEmpty ? "not known" : known) + ": billed INIT is not in these costs"
    }
    let spoken = known.isEmpty ? "their number and length are not known" : known
    return "\(spoken): \(billed.cost.shown) a month, in compute"
  }

  /// Nil for what a finding tells: a snapshot that is on and paid for.
  private func shown(_ support: SnapStartSupport) -> String? {
    switch support {
    case .excluded(let exclusions):
      return "cannot be had: \(exclusions.map(\.description).joined(separator: "; "))"
    case .on: return isSnapStartFree ? "on, free for Java" : nil
    case .allowed:
      if isSnapStartFree { return "off, could be on, free for Java" }
      guard let snapStart else { return "off, could be on, without a price in the catalogue" }
      return "off, could be on: \(snapStart.caching.cost.shown) a month to keep, "
        + "\((snapStart.perRestore * 1000).shown) for 1,000 restores"
    }
  }

  private static func loadingColumns(starts: Starts?) -> [Column<ModelLoading>] {
    [
      Column("  model from") { .text("  \($0.name)\($0.isPresent ? " (now)" : "")") },
      Column("cold start", .trailing) { .text($0.coldStart?.shown) },
      Column("raised", .trailing, fit: .yields(rank: 1)) { .text($0.raisedColdStart?.shown) },
      Column("$/month kept", .trailing) { .money($0.isFeasible ? $0.fixed.total : nil) },
      Column("$/1,000 starts", .trailing) {
        .money($0.isFeasible ? $0.perStart.total * 1000 : nil)
      },
      Column("$/month", .trailing) { loading in
        .money(starts.flatMap(loading.monthlyCost), style: .strong)
      },
      Column("remark", fit: .yields(rank: 0)) { .text($0.remark) },
    ]
  }
}

extension ModelLoading {
  fileprivate var remark: String {
    whyNot.map { "cannot be had: \($0)" } ?? missing.map { "\($0)" } ?? caution ?? ""
  }
}

extension Duration {
  /// `14.3 s`.
  fileprivate var shown: String { "\(inSeconds.figure(places: 1)) s" }
}

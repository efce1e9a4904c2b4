package import CostModel

/// What `pricing update` found and did, region by region.
package struct PriceUpdateReport: Sendable {
  package enum Outcome: Hashable, Sendable {
    /// A new catalogue was left in the file.
    case updated(file: String)
    /// The catalogue in force is of the newest versions.
    case current(file: String)
    /// Nothing was to be written.
    case planned
    case failed(reason: String)

    package var name: String {
      switch self {
      case .updated: "updated"
      case .current: "current"
      case .planned: "planned"
      case .failed: "failed"
      }
    }
  }

  package struct Region: Sendable {
    package let name: String
    package let outcome: Outcome
    /// Nil where the list could not be read.
    package let update: PriceUpdate?

    package init(name: String, outcome: Outcome, update: PriceUpdate?) {
      self.name = name
      self.outcome = outcome
      self.update = update
    }
  }

  package let regions: [Region]

  package init(regions: [Region]) { self.regions = regions }

  package func count(_ kind: PriceChanges.Kind) -> Int {
    regions.reduce(0) { $0 + ($1.update?.changes.count(kind) ?? 0) }
  }

  /// One step of one price that differs: a line of the report.
  struct Line {
    let change: PriceChanges.Change
    let from: Double
    let before: Double?
    let after: Double?
    let isFirst: Bool

    /// The move of this step; nil where one side has none.
    var share: Ratio? {
      guard let before, let after else { return nil }
      return Ratio(after / before - 1)
    }
  }

  static func lines(of changes: [PriceChanges.Change]) -> [Line] {
    changes.flatMap { change in
      let tiers = [change.before, change.after].map { $0?.tiers ?? [] }
      let steps = Set(tiers.joined().map(\.from)).sorted()
      return steps.enumerated().map { index, from in
        Line(
          change: change, from: from, before: tiers[0].first { $0.from == from }?.usd,
          after: tiers[1].first { $0.from == from }?.usd, isFirst: index == 0)
      }
    }
  }
}

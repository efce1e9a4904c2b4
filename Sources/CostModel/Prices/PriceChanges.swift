/// How one list of prices differs from another.
package struct PriceChanges: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case added, changed, gone
  }

  package struct Change: Hashable, Sendable {
    package let kind: Kind
    package let before: PriceEntry?
    package let after: PriceEntry?

    package var key: PriceKey? { (after ?? before)?.key }

    /// The move of the figure, 0.05 for 5 % dearer; of the tier that moved most where there are several.
    ///
    /// Nil where there is nothing to compare, or the two are not in the same unit and tiers.
    package var share: Ratio? {
      guard let before, let after, before.unit == after.unit,
        before.tiers.map(\.from) == after.tiers.map(\.from)
      else { return nil }
      let shares = zip(before.tiers, after.tiers).map { $1.usd / $0.usd - 1 }
      return shares.max { $0.magnitude < $1.magnitude }.map { Ratio($0) }
    }
  }

  /// Ascending by key.
  package let changes: [Change]
  /// Prices with the same figure that a source has confirmed since.
  package let confirmed: Int
  /// Prices that are as they were.
  package let unchanged: Int

  package init(from old: [PriceEntry], to new: [PriceEntry]) {
    let before = Dictionary(old.map { ($0.key, $0) }) { first, _ in first }
    let after = Dictionary(new.map { ($0.key, $0) }) { first, _ in first }
    var changes: [Change] = []
    var (confirmed, unchanged) = (0, 0)
    for key in Set(before.keys).union(after.keys).sorted() {
      switch (before[key], after[key]) {
      case (let old?, let new?) where old.costsTheSame(as: new):
        if new.status == .verified, old.status != .verified {
          confirmed += 1
        } else {
          unchanged += 1
        }
      case (let old, let new):
        let kind: Kind = old == nil ? .added : new == nil ? .gone : .changed
        changes.append(Change(kind: kind, before: old, after: new))
      }
    }
    self.changes = changes
    self.confirmed = confirmed
    self.unchanged = unchanged
  }

  package func count(_ kind: Kind) -> Int { changes.count { $0.kind == kind } }
}

extension PriceEntry {
  /// Alike to one part in a billion: the same figure by another arithmetic is no change.
  fileprivate func costsTheSame(as other: PriceEntry) -> Bool {
    unit == other.unit && tiers.count == other.tiers.count
      && zip(tiers, other.tiers).allSatisfy {
        $0.from == $1.from && abs($0.usd - $1.usd) <= 1e-9 * $0.usd
      }
  }
}

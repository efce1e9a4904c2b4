/// How far a figure in the catalogue may be trusted.
package enum PriceStatus: String, Codable, Hashable, Sendable, CaseIterable {
  /// Read in the source named.
  case verified
  /// Arithmetic on verified figures; the note has the formula.
  case derived
  /// Not confirmed by a source: shown with a mark wherever a user meets it.
  case unverified
  /// Set by the user in `pricing.overrides`.
  case override

  /// What a figure made of several prices may be trusted like.
  package static func weakest(of parts: [PriceStatus]) -> PriceStatus {
    [.unverified, .derived, .verified].first(where: parts.contains) ?? .override
  }

  /// True of a price that no source gives as it stands.
  var isUnsure: Bool { self == .derived || self == .unverified }
}

/// One step of a tiered price: `usd` for each unit beyond `from` units a month.
package struct PriceTier: Hashable, Sendable {
  package let from: Double
  package let usd: Double

  package init(from: Double, usd: Double) {
    self.from = from
    self.usd = usd
  }
}

/// One figure of the catalogue with what makes it traceable.
package struct PriceEntry: Hashable, Sendable {
  package let key: PriceKey
  /// Singular, one of the units the quantities of this module declare.
  package let unit: String
  /// Ascending by `from`, the first from 0.
  package let tiers: [PriceTier]
  /// ISO date from which the figure held when it was read.
  package let effective: String
  package let source: String
  package let status: PriceStatus
  package let note: String?

  package init(
    key: PriceKey, unit: String, tiers: [PriceTier], effective: String, source: String,
    status: PriceStatus, note: String? = nil
  ) {
    self.key = key
    self.unit = unit
    self.tiers = tiers
    self.effective = effective
    self.source = source
    self.status = status
    self.note = note
  }
}

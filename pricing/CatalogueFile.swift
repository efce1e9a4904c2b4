/// A file of prices of one provider and region, as `pricing/README.md` describes it.
struct CatalogueFile: StrictlyKeyed {
  static let schema = "costctl/catalogue/v1"
  static let keys: Set = [
    "schema", "provider", "region", "published", "offers", "sources", "groups", "derivations",
  ]

  let schema: String
  let provider: String
  let region: String
  let published: String
  /// The version of each AWS offer that the whole file was read from.
  let offers: [String: String]?
  /// What each source key stands for: the document, its date, its address.
  let sources: [String: String]
  let groups: [Strict<Group>]
  let derivations: [Strict<Derivation>]?

  /// Prices that share service, unit, date, source and status.
  struct Group: StrictlyKeyed {
    static let keys: Set = [
      "service", "unit", "per", "effective", "source", "status", "note", "prices",
    ]

    let service: String
    let unit: String
    /// How many units a figure buys, where AWS quotes per thousand or per million.
    let per: DecimalText?
    let effective: String
    let source: String
    let status: String
    let note: String?
    let prices: [Strict<Row>]
  }

  /// One price: a flat figure or the tiers of a monthly volume.
  struct Row: StrictlyKeyed {
    static let keys: Set = ["item", "usd", "tiers", "note"]

    let item: String
    let usd: DecimalText?
    let tiers: [Strict<Tier>]?
    let note: String?
  }

  struct Tier: StrictlyKeyed {
    static let keys: Set = ["from", "usd"]

    let from: DecimalText
    let usd: DecimalText
  }

  /// A price that follows from the EC2 on-demand price of the same instance by a factor.
  struct Derivation: StrictlyKeyed {
    static let keys: Set = [
      "service", "item", "factor", "families", "sizes", "effective", "source", "status", "note",
    ]

    let service: String
    /// Names the item, `{instance}` standing for the EC2 instance type.
    let item: String
    let factor: DecimalText
    let families: [String]
    /// Every size of the families when absent.
    let sizes: [String]?
    let effective: String
    let source: String
    let status: String
    let note: String
  }
}

/// A file of prices of one provider and region, as `pricing/README.md` describes it.
struct CatalogueFile: Decodable {
  static let schema = "costctl/catalogue/v1"

  let schema: String
  let provider: String
  let region: String
  let published: String
  /// What each source key stands for: the document, its date, its address.
  let sources: [String: String]
  let groups: [Group]
  let derivations: [Derivation]?

  /// Prices that share service, unit, date, source and status.
  struct Group: Decodable {
    let service: String
    let unit: String
    /// How many units a figure buys, where AWS quotes per thousand or per million.
    let per: DecimalText?
    let effective: String
    let source: String
    let status: String
    let note: String?
    let prices: [Row]
  }

  /// One price: a flat figure or the tiers of a monthly volume.
  struct Row: Decodable {
    let item: String
    let usd: DecimalText?
    let tiers: [Tier]?
    let note: String?
  }

  struct Tier: Decodable {
    let from: DecimalText
    let usd: DecimalText
  }

  /// A price that follows from the EC2 on-demand price of the same instance by a factor.
  struct Derivation: Decodable {
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

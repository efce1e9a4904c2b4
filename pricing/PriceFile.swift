import CostModel

/// One JSON file of the catalogue: the prices of a provider in a region, with their sources.
struct PriceFile: Decodable {
  let provider: String
  let region: String
  /// Spelled-out sources by the short name the groups use.
  let sources: [String: String]
  let groups: [Group]
  let derivations: [Derivation]

  /// Figures that share unit, date, source and status.
  struct Group: Decodable {
    let service: String
    let unit: String
    let effective: String
    let source: String
    let status: PriceStatus
    /// Units the printed price is for, when not one; `1000000` for token prices.
    let per: String?
    let note: String?
    let prices: [String: Amount]
  }

  /// A rule that fills in terms nobody has published: on-demand times a factor, for whole families.
  struct Derivation: Decodable {
    let service: String
    let prefix: String
    let term: String
    let factor: String
    let families: [String]
    let effective: String
    let source: String
    let status: PriceStatus
    let note: String
  }

  /// Decimal text, or tiers of [from, price].
  enum Amount: Decodable {
    case flat(String)
    case tiers([[String]])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .flat(text)
      } else {
        self = .tiers(try container.decode([[String]].self))
      }
    }
  }
}

/// The sizes every region draws on.
struct InstanceFile: Decodable {
  let source: String
  let families: [Family]

  struct Family: Decodable {
    let family: String
    let architecture: Architecture
    let kind: InstanceType.Kind
    let megabytesPerVCPU: Double
    let perCoreFactor: String
    let status: PriceStatus
    let sizes: [String: Double]

    enum CodingKeys: String, CodingKey {
      case family, architecture, kind, status, sizes
      case megabytesPerVCPU = "mb_per_vcpu"
      case perCoreFactor = "per_core_factor"
    }
  }
}

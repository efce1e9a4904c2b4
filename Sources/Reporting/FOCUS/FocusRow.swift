import CostModel

/// One charge of a scenario in the words of FOCUS; every one of ours is an estimate.
struct FocusRow: Sendable {
  let scenario: FocusScenario
  let month: BillingMonth
  let provider: Provider
  var account: String?
  var region: String?
  let service: FocusService
  var resource: Resource?
  let charge: Charge
  let sku: Sku
  let pricing: Pricing
  /// Set on usage only.
  var consumed: Amount?
  var commitment: Commitment?
  let cost: Cost

  enum Provider: String, Sendable {
    case aws = "AWS"
    case onPremises = "On-premises"
  }

  struct Resource: Sendable {
    let id: String
    let name: String
    let type: String
  }

  struct Charge: Sendable {
    enum Category: String, Sendable { case usage = "Usage", purchase = "Purchase" }
    enum Frequency: String, Sendable {
      case oneTime = "One-Time", recurring = "Recurring", usageBased = "Usage-Based"
    }

    let category: Category
    let frequency: Frequency
    let description: String
  }

  struct Sku: Sendable {
    /// The key of the price, `lambda/us-east-1/duration/arm64`.
    let id: String
    let meter: String
    /// FOCUS properties and our own, prefixed `x_`.
    var details: [(String, String)] = []
  }

  struct Amount: Sendable {
    let quantity: Double
    let unit: String
  }

  struct Pricing: Sendable {
    enum Category: String, Sendable {
      case standard = "Standard", committed = "Committed", other = "Other"
    }

    let category: Category
    let amount: Amount
  }

  /// Dollars: as invoiced, as accrued, and at list and contracted prices.
  struct Cost: Sendable {
    let billed: USD
    let effective: USD
    let list: USD
    let contracted: USD

    /// Paid in the month it is used.
    static func plain(_ cost: USD) -> Cost {
      Cost(billed: cost, effective: cost, list: cost, contracted: cost)
    }

    /// Paid to cover later charges, which accrue it.
    static func prepaid(_ cost: USD) -> Cost {
      Cost(billed: cost, effective: .zero, list: cost, contracted: cost)
    }

    /// Covered by what was paid before.
    static func covered(_ effective: USD, list: USD) -> Cost {
      Cost(billed: .zero, effective: effective, list: list, contracted: list)
    }
  }

  struct Commitment: Sendable {
    enum Category: String, Sendable { case spend = "Spend", usage = "Usage" }

    let id: String
    let name: String
    let category: Category
    let type: String
    let amount: Amount
    /// True for what is paid and covers nothing.
    let isUnused: Bool
  }
}

/// What a row belongs to, and what the custom columns say of it.
struct FocusScenario: Sendable {
  let id: String
  /// True for things as they are.
  let isCurrent: Bool
  var recommendation: Recommendation?
  var recommendationId: String?
  var outputTokens: Tokens?
  var perMillionOutputTokens: USD?
}

/// A service with its category, from FOCUS's list.
struct FocusService: Hashable, Sendable {
  let category: String
  let subcategory: String
  let name: String

  static let lambda = FocusService(
    category: "Compute", subcategory: "Serverless Compute", name: "AWS Lambda")
  static let ec2 = FocusService(
    category: "Compute", subcategory: "Virtual Machines", name: "Amazon Elastic Compute Cloud")
  static let sageMaker = FocusService(
    category: "AI and Machine Learning", subcategory: "Machine Learning",
    name: "Amazon SageMaker AI")
  static let bedrock = FocusService(
    category: "AI and Machine Learning", subcategory: "Generative AI", name: "Amazon Bedrock")
  static let nodes = FocusService(
    category: "Compute", subcategory: "Virtual Machines", name: "On-premises inference")
  static let network = FocusService(
    category: "Networking", subcategory: "Network Connectivity", name: "On-premises network")
  static let operations = FocusService(
    category: "Management and Governance", subcategory: "Other (Management and Governance)",
    name: "On-premises operations")
  static let migration = FocusService(
    category: "Migration", subcategory: "Resource Migration", name: "Migration to on-premises")
}

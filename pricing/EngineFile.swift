import CostModel

/// The prior and how engines compare, as `pricing/README.md` describes them.
struct EngineFile: StrictlyKeyed {
  static let schema = "costctl/engines/v1"
  static let keys: Set = [
    "schema", "published", "sources", "prior", "batch_efficiency", "factors",
  ]

  let sources: [String: String]
  let prior: Strict<Prior>
  let batchEfficiency: [Strict<BatchEfficiency>]
  let factors: [Strict<Factor>]

  enum CodingKeys: String, CodingKey {
    case sources, prior, factors
    case batchEfficiency = "batch_efficiency"
  }

  struct Prior: StrictlyKeyed {
    static let keys: Set = [
      "source", "status", "effective", "model", "quant", "target", "decode_tokens_per_second",
    ]

    let source: String
    let status: String
    let effective: String
    let model: String
    let quant: Quantization
    let target: String
    let decode: Range

    enum CodingKeys: String, CodingKey {
      case source, status, effective, model, quant, target
      case decode = "decode_tokens_per_second"
    }
  }

  struct Range: Decodable {
    let low: Double
    let high: Double
  }

  struct BatchEfficiency: StrictlyKeyed {
    static let keys: Set = ["runtime", "value", "source", "status", "note"]

    /// A runtime, or `accelerator`.
    let runtime: String
    let value: Double
    let source: String
    let status: String
    let note: String?
  }

  struct Factor: StrictlyKeyed {
    static let keys: Set = [
      "from", "to", "architecture", "quant", "work", "threads", "batch", "low", "mid", "high",
      "source", "status", "note",
    ]

    let from: TokenRuntime
    let to: TokenRuntime
    let architecture: Architecture
    let quant: Quantization
    let work: EngineFactor.Work
    let threads: Int
    let batch: Int
    let low: Double
    let mid: Double
    let high: Double
    let source: String
    let status: String
    let note: String?
  }
}

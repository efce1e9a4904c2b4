/// The metadata under an architecture's name.
struct GGUFSettings {
  let file: GGUFFile
  let architecture: ModelConfiguration.Architecture

  /// A whole number; `fallback` stands for a key that is not there, nil for one that must be.
  func count(
    _ name: String, in range: ClosedRange<Int>, multipleOf unit: Int = 1,
    default fallback: Int? = nil
  ) throws(GGUFModelError) -> Int {
    let number: Int?
    switch file.metadata[key(name)] {
    case nil:
      guard let fallback else { throw .missing(key: key(name)) }
      number = fallback
    case .unsigned(let value): number = Int(exactly: value)
    case .signed(let value): number = Int(exactly: value)
    default: number = nil
    }
    guard let number, range.contains(number), number % unit == 0 else {
      let unit = unit == 1 ? "" : " that \(unit) divides"
      throw fault(name, "a whole number from \(range.lowerBound) to \(range.upperBound)\(unit)")
    }
    return number
  }

  func number(
    _ name: String, in range: ClosedRange<Double>, default fallback: Double?
  ) throws(GGUFModelError) -> Float {
    let number: Double
    switch file.metadata[key(name)] {
    case nil:
      guard let fallback else { throw .missing(key: key(name)) }
      number = fallback
    case .float(let value): number = value
    default: throw fault(name, "a number")
    }
    guard range.contains(number) else {
      throw fault(name, "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return Float(number)
  }

  func key(_ name: String) -> String { "\(architecture.rawValue).\(name)" }

  func fault(_ name: String, _ expected: String) -> GGUFModelError {
    .value(key: key(name), expected: expected)
  }

  /// Refuses what would be computed otherwise than the forward pass does.
  func requireSupported(headSize: Int) throws(GGUFModelError) {
    for name in ["attention.value_length", "rope.dimension_count"] {
      guard try count(name, in: 1...1024, default: headSize) == headSize else {
        throw .unsupported(key: key(name), meaning: "another size than the keys'")
      }
    }
    try requireUnscaledRotation()
    for (name, meaning) in Self.unsupported where !isOff(name) {
      throw .unsupported(key: key(name), meaning: meaning)
    }
  }

  /// Llama 3's scaling comes as the tensor rope_freqs.weight; the others come as settings.
  private func requireUnscaledRotation() throws(GGUFModelError) {
    let type = "rope.scaling.type"
    switch file.text(key(type)) {
    case "none": return
    case nil where file.metadata[key(type)] != nil: throw fault(type, "a text")
    case nil, "linear":
      for name in ["rope.scaling.factor", "rope.scale_linear"] {
        guard [0, 1].contains(try number(name, in: 0...1e6, default: 1)) else {
          throw .unsupported(key: key(name), meaning: "linear rotary scaling")
        }
      }
    case let name?: throw .unsupported(key: key(type), meaning: "\(name) rotary scaling")
    }
  }

  private static let unsupported = [
    ("expert_count", "a mixture of experts"),
    ("attention.sliding_window", "a sliding window"),
    ("attention.scale", "another attention scale"),
    ("attention.clamp_kqv", "clamped projections"),
    ("attention.max_alibi_bias", "position biases"),
    ("attn_logit_softcapping", "capped attention"),
    ("final_logit_softcapping", "capped logits"),
    ("logit_scale", "scaled logits"),
    ("embedding_scale", "scaled embeddings"),
    ("residual_scale", "scaled residuals"),
    ("use_parallel_residual", "parallel residuals"),
  ]

  private func isOff(_ name: String) -> Bool {
    switch file.metadata[key(name)] {
    case nil, .unsigned(0), .signed(0), .float(0), .boolean(false): true
    default: false
    }
  }
}

import CostModel

/// Models whose size is known without a file, as `pricing/README.md` describes them.
struct ModelFile: StrictlyKeyed {
  static let schema = "costctl/models/v1"
  static let keys: Set = ["schema", "published", "sources", "models"]

  let sources: [String: String]
  let models: [Strict<Row>]

  struct Row: StrictlyKeyed {
    static let keys: Set = [
      "model", "source", "parameters", "kv_bytes_per_token", "weight_bytes",
    ]

    let model: String
    let source: String
    let parameters: Double
    let kvBytesPerToken: Double
    let weightBytes: [String: Double]

    enum CodingKeys: String, CodingKey {
      case model, source, parameters
      case kvBytesPerToken = "kv_bytes_per_token"
      case weightBytes = "weight_bytes"
    }
  }

  func models(file: String) throws(CatalogueError) -> [KnownModel] {
    var models: [KnownModel] = []
    for row in self.models.map(\.value) {
      let facts = CatalogueFacts(file: file, item: row.model, sources: sources)
      _ = try facts.source(row.source)
      var bytes: [Quantization: Bytes] = [:]
      for (name, count) in row.weightBytes {
        bytes[Quantization(name)] = Bytes(try facts.positive(count, name))
      }
      guard !models.contains(where: { $0.name == row.model }) else {
        throw .duplicate(file: file, item: row.model)
      }
      models.append(
        KnownModel(
          name: row.model, parameters: Parameters(try facts.positive(row.parameters, "parameters")),
          kvBytesPerToken: Bytes(try facts.positive(row.kvBytesPerToken, "kv_bytes_per_token")),
          weightBytes: bytes))
    }
    return models
  }
}

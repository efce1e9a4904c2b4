extension GGUFFile {
  /// The model's shape, from the metadata and the number of rows of its embedding.
  func configuration() throws(GGUFModelError) -> ModelConfiguration {
    let settings = GGUFSettings(file: self, architecture: try architecture())
    let width = try settings.count("embedding_length", in: 32...65_536, multipleOf: 32)
    let heads = try settings.count("attention.head_count", in: 1...1024)
    let keyValueHeads = try settings.count(
      "attention.head_count_kv", in: 1...heads, default: heads)
    guard heads % keyValueHeads == 0 else {
      throw settings.fault("attention.head_count_kv", "a divisor of \(heads) heads")
    }
    let headSize = try settings.count(
      "attention.key_length", in: 2...1024, multipleOf: 2, default: width / heads)
    guard heads * headSize % 32 == 0 else {
      throw settings.fault("attention.head_count", "a number of heads that fill blocks of 32")
    }
    try settings.requireSupported(headSize: headSize)
    return ModelConfiguration(
      architecture: settings.architecture,
      layers: try settings.count("block_count", in: 1...1024),
      width: width,
      feedForwardWidth: try settings.count(
        "feed_forward_length", in: 32...262_144, multipleOf: 32),
      heads: heads,
      keyValueHeads: keyValueHeads,
      headSize: headSize,
      vocabulary: try vocabulary(width: width),
      contextLength: try settings.count("context_length", in: 1...(1 << 24)),
      rotaryBase: try settings.number("rope.freq_base", in: 1...1e12, default: 10_000),
      normEpsilon: try settings.number(
        "attention.layer_norm_rms_epsilon", in: 0...1, default: nil))
  }

  private func architecture() throws(GGUFModelError) -> ModelConfiguration.Architecture {
    guard let name = text("general.architecture") else { throw .architecture(nil) }
    guard let known = ModelConfiguration.Architecture(rawValue: name) else {
      throw .architecture(name)
    }
    return known
  }

  private func vocabulary(width: Int) throws(GGUFModelError) -> Int {
    let name = TensorRole.embedding.name
    guard let embedding = tensors.first(where: { $0.name == name }) else {
      throw .missingTensor(name)
    }
    let rows = embedding.extent.count == 2 ? embedding.extent[1] : 1
    guard embedding.extent.count <= 2, embedding.extent[0] == width, rows <= 1 << 24 else {
      throw .shape(tensor: name, found: embedding.dimensions, expected: [width, rows])
    }
    return rows
  }

  /// A text of at most 255 bytes of UTF-8.
  func text(_ key: String) -> String? {
    guard case .string(let range) = metadata[key], range.count <= 255 else { return nil }
    return String(validating: UnsafeRawBufferPointer(mapping.bytes)[range], as: UTF8.self)
  }
}

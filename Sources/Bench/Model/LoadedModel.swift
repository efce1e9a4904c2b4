package import CostModel

/// A model ready to run, what there is to say about it, and what loading it took.
package struct LoadedModel {
  package let model: Model
  package let facts: ModelFacts
  package let times: LoadTimes

  /// A user's own model.
  ///
  /// - Parameters:
  ///   - source: `memfd` reads the file into memory first, as a function does that fetches its
  ///     weights and must not touch a disk; `file` packs from the mapped file, which must not
  ///     become shorter meanwhile.
  ///   - clock: what the times are read from.
  /// - Throws: `ModelFileError` for what is wrong with the file, else `MappingError`.
  package static func load(
    path: String, through source: ModelLoad.Source, threads: Int, clock: some Clock<Duration>
  ) throws -> LoadedModel {
    do {
      let file = try WeightFile(path: path)
      let start = clock.now
      let mapping: Mapping
      switch source {
      case .file: mapping = try .file(file)
      case .memfd:
        mapping = try .memoryFile(byteCount: file.byteCount)
        try file.read(into: mapping, threads: threads)
      }
      let gguf = try GGUFFile(mapping)
      return try LoadedModel(
        packing: try gguf.storedModel(), name: gguf.modelName ?? GGUFFile.modelName(ofPath: path),
        quantization: gguf.quantization, from: .gguf, through: source,
        read: start.duration(to: clock.now), threads: threads, clock: clock)
    } catch let fault
      where fault is WeightFileError || fault is GGUFError || fault is GGUFModelError
      || fault is WeightError
    {
      throw ModelFileError(path: path, fault: "\(fault)")
    }
  }

  /// A preset with seeded random weights, which are made in memory and loaded from there.
  ///
  /// The weights depend on nothing but the shape, the quantization and the seed.
  package static func load(
    _ preset: ModelPreset, quantization: PresetQuantization, seed: UInt64, threads: Int,
    clock: some Clock<Duration>
  ) throws -> LoadedModel {
    try LoadedModel(
      packing: try preset.stored(quantization: quantization, seed: seed, threads: threads),
      name: preset.name, quantization: Quantization(quantization.rawValue), from: .preset,
      through: .memfd, read: .zero, threads: threads, clock: clock)
  }

  private init(
    packing stored: StoredModel, name: String, quantization: Quantization,
    from origin: ModelFacts.Source, through source: ModelLoad.Source, read: Duration, threads: Int,
    clock: some Clock<Duration>
  ) throws {
    let start = clock.now
    let packed = try Model.packed(stored, threads: threads)
    let pack = start.duration(to: clock.now)
    model = packed.model
    facts = ModelFacts(
      name: name, parameters: Parameters(Double(model.parameters)), quantization: quantization,
      weightBytes: Bytes(Double(model.weightBytes)), source: origin,
      kvBytesPerToken: Bytes(Double(model.cacheBytesPerToken)))
    times = LoadTimes(
      source: source, bytes: Bytes(Double(stored.mapping.bytes.count)), read: read, pack: pack,
      hugePages: Bytes(Double(try packed.memory.hugePageBytes())))
  }
}

/// What is wrong with a model's file.
package struct ModelFileError: Error, Equatable, CustomStringConvertible {
  package let path: String
  package let fault: String

  package var description: String { "\(path) cannot be run: \(fault)" }
}

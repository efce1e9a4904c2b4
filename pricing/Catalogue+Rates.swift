package import CostModel

extension Catalogue {
  /// What token rates rest on, with what was calibrated; nothing else is missing from it.
  package static func rateBook(calibrations: [Calibration], runtime: TokenRuntime) throws
    -> RateBook
  {
    let models = try knownModels()
    return RateBook(
      machines: try machines(EmbeddedFiles.machines.bytes, file: EmbeddedFiles.machines.name),
      engines: try engines(
        EmbeddedFiles.engines.bytes, file: EmbeddedFiles.engines.name, models: models),
      models: models, calibrations: calibrations, runtime: runtime)
  }

  package static func knownModels() throws -> [KnownModel] {
    let file: ModelFile = try decode(
      EmbeddedFiles.models.bytes, file: EmbeddedFiles.models.name, schema: ModelFile.schema)
    return try file.models(file: EmbeddedFiles.models.name)
  }

  package static func machines(_ json: [UInt8], file: String) throws -> MachineCatalogue {
    let read: MachineFile = try decode(json, file: file, schema: MachineFile.schema)
    return try read.catalogue(file: file)
  }

  package static func engines(_ json: [UInt8], file: String, models: [KnownModel]) throws
    -> EngineFacts
  {
    let read: EngineFile = try decode(json, file: file, schema: EngineFile.schema)
    return try read.facts(file: file, models: models)
  }
}

import ArgumentParser
import Bench
import CostModel

/// Which model is measured.
struct BenchModelOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "\(ModelPreset.all.map(\.name).joined(separator: ", ")).", valueName: "preset"))
  var model = ModelPreset.all[0].name

  @Option(name: .long, help: "How a preset's weights are stored.")
  var quant: PresetQuantization = .q4KM

  @Option(
    name: .long, help: ArgumentHelp("Your own model, instead of a preset.", valueName: "file"))
  var gguf: String?

  @Option(
    name: .long,
    help: "How a file is loaded: through memory, as a function must that fetches it, or mapped.")
  var load: ModelLoad.Source = .memfd

  func validate() throws {
    if gguf == nil, ModelPreset.named(model) == nil {
      throw ValidationError(
        "'\(model)' is no preset: there are "
          + ModelPreset.all.map(\.name).joined(separator: ", ") + "; name a file with --gguf")
    }
    if gguf == "" { throw ValidationError("--gguf needs a path") }
  }

  func choice() throws -> ModelChoice {
    if let gguf { return .file(gguf, through: load) }
    guard let preset = ModelPreset.named(model) else {
      throw ValidationError("'\(model)' is no preset")
    }
    return .preset(preset, quant)
  }
}

extension PresetQuantization: ExpressibleByArgument {}
extension ModelLoad.Source: ExpressibleByArgument {}

import Bench
import CostModel

/// The model that a benchmark runs: a preset of random weights, or the user's own file.
enum ModelChoice: CustomStringConvertible {
  case preset(ModelPreset, PresetQuantization)
  case file(String, through: ModelLoad.Source)

  func load(threads: Int) throws -> LoadedModel {
    switch self {
    case .preset(let preset, let quantization):
      try .load(
        preset, quantization: quantization, seed: 1, threads: threads, clock: ContinuousClock())
    case .file(let path, let source):
      try .load(path: path, through: source, threads: threads, clock: ContinuousClock())
    }
  }

  var description: String {
    switch self {
    case .preset(let preset, let quantization): "\(preset.name) \(quantization.rawValue)"
    case .file(let path, _): path
    }
  }
}

import CostModel
import Foundation
import Pricing
import TestSupport

/// The llama-bench results of Spare Cores, and the processors as fitted without some of them.
struct SpareCores {
  struct Result {
    let instance: String
    let model: ModelFacts
    let measurement: RateMeasurement

    var size: Substring { instance.drop { $0 != "." }.dropFirst() }
    var family: Substring { instance.prefix { $0 != "." } }
  }

  private let byModel: [String: [Result]]

  func results(of model: String) -> [Result] { byModel[model] ?? [] }

  /// Parameters of the files, as their model cards give them.
  private static let parameters = [
    "SmolLM-135M.Q4_K_M.gguf": 134.5e6, "qwen1_5-0_5b-chat-q4_k_m.gguf": 464.0e6,
    "gemma-2b.Q4_K_M.gguf": 2.506e9, "llama-7b.Q4_K_M.gguf": 6.738e9,
    "phi-4-q4.gguf": 14.66e9, "Llama-3.3-70B-Instruct-Q4_K_M.gguf": 70.55e9,
  ]
  static let models = parameters.keys.sorted()
  private static let folder = Fixture.folder.appending(path: "sparecores")

  init() throws {
    let text = try String(
      contentsOf: Self.folder.appending(path: "llama_bench.csv"), encoding: .utf8)
    let results: [Result] = text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard let test = RateTest(cells[6]), let bytes = Double(cells[2]),
        let rate = Double(cells[7]), let parameters = Self.parameters[cells[1]]
      else { return nil }
      return Result(
        instance: cells[0],
        model: ModelFacts(
          name: cells[1], parameters: Parameters(parameters), quantization: .q4_k_m,
          weightBytes: Bytes(bytes), source: .gguf),
        measurement: RateMeasurement(
          test: test, threads: Int(cells[5]) ?? 1, batch: 1,
          rate: RateSpread(
            median: TokensPerSecond(rate), min: TokensPerSecond(rate), max: TokensPerSecond(rate),
            runs: 5)))
    }
    byModel = Dictionary(grouping: results, by: \.model.name)
  }

  private static let tests: [RateTest] = [
    .prefill(tokens: 16), .prefill(tokens: 128), .prefill(tokens: 512), .decode(tokens: 16),
    .decode(tokens: 128),
  ]

  /// What `bench --import` would store of one instance type and model.
  func calibration(of instance: String, model: String) -> Calibration? {
    let own = results(of: model).filter { $0.instance == instance }
    guard let first = own.first else { return nil }
    return Calibration(
      host: CalibrationHost(
        instanceType: instance, cpu: "", architecture: .x86_64, instructionSet: nil,
        vectorBits: nil, cores: nil, memory: nil),
      model: first.model, runtime: .llamaCpp, measuredAt: Instant(epochSeconds: 1_745_000_000),
      load: nil,
      results: own.map(\.measurement).filter { Self.tests.contains($0.test) })
  }
}

/// One part of the cross-validation: what was left out, and the processors as fitted to the rest.
struct SpareCoresFold: Decodable {
  /// Sizes, families or models.
  let without: [String]
  private let fitted: [String: Figures]

  static func all() throws -> [String: SpareCoresFold] {
    let file = Fixture.folder.appending(path: "sparecores/folds.json")
    return try JSONDecoder().decode([String: SpareCoresFold].self, from: Data(contentsOf: file))
  }

  func leavesOut(_ result: SpareCores.Result) -> Bool {
    [String(result.size), String(result.family), result.model.name].contains(
      where: without.contains)
  }

  /// The shipped machines with the figures of this fold.
  func machines(_ shipped: MachineCatalogue) -> MachineCatalogue {
    MachineCatalogue(
      processors: shipped.processors.values.map { processor in
        fitted[processor.key].map { processor.with(figures: $0.figures) } ?? processor
      },
      generations: shipped.generations, memoryPerVCPU: shipped.memoryPerVCPU,
      families: shipped.families, functions: shipped.functions, spreads: shipped.spreads)
  }

  private struct Figures: Decodable {
    let decode_gb_per_second: Double
    let gflops: Double
    let gflops_of_node: Double?
    let bandwidth_share: Double?
    let bandwidth_slope: Double?
    let sync_ms: Double
    let sync_us_per_core: Double?
    let flat_parameters: Double

    var figures: ProcessorFigures {
      ProcessorFigures(
        decodePerCore: BytesPerSecond(decode_gb_per_second * 1e9),
        flopsPerCore: FlopsPerSecond(gflops * 1e9),
        flopsPerNode: gflops_of_node.map { FlopsPerSecond($0 * 1e9) },
        bandwidthShare: Ratio(bandwidth_share ?? 1), bandwidthSlope: bandwidth_slope ?? 0,
        syncSeconds: sync_ms * 1e-3, syncSecondsPerCore: (sync_us_per_core ?? 0) * 1e-6,
        flatParameters: Parameters(flat_parameters))
    }
  }
}

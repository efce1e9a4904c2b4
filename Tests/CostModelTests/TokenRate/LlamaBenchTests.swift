import CostModel
import Pricing
import Testing

@Suite("Reports of llama-bench")
struct LlamaBenchTests {
  private let machines: MachineCatalogue

  init() throws {
    machines = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp).machines
  }

  /// An object as llama-bench of build 5163 writes it, with some members replaced.
  private func entry(_ changes: [String: String] = [:]) -> String {
    var members = [
      "build_commit": "\"8cf427ff\"", "build_number": "5163", "cpu_info": "\"Neoverse-V2\"",
      "gpu_info": "\"\"", "backends": "\"CPU\"",
      "model_filename": "\"models/Llama-3.2-1B-Instruct-Q4_K_M.gguf\"",
      "model_type": "\"llama 1B Q4_K - Medium\"", "model_size": "799862784",
      "model_n_params": "1235814400", "n_threads": "4", "n_gpu_layers": "99", "n_prompt": "512",
      "n_gen": "0", "n_depth": "0", "test_time": "\"2026-11-20T11:58:50Z\"", "avg_ts": "101.5",
      "stddev_ts": "1.5", "samples_ts": "[ 100.0, 103.0, 101.0 ]", "use_mmap": "true",
    ]
    for (key, value) in changes { members[key] = value.isEmpty ? nil : value }
    return "{"
      + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
      .joined(separator: ", ") + "}"
  }

  private func read(_ text: String, on instance: String? = "c8g.xlarge") throws -> [Calibration] {
    try LlamaBenchReport(Array(text.utf8)).calibrations(instance: instance, machines: machines)
  }

  @Test("an array becomes one calibration: medians, the file's model, the latest time")
  func array() throws {
    let decode = entry([
      "n_prompt": "0", "n_gen": "128", "test_time": "\"2026-11-20T11:59:51Z\"",
      "samples_ts": "[15.0, 15.5]", "n_depth": "",
    ])
    let calibrations = try read("[\n\(entry()),\n\(decode)\n]\n")
    let calibration = try #require(calibrations.first)
    #expect(calibrations.count == 1)
    #expect(
      calibration.host
        == CalibrationHost(
          instanceType: "c8g.xlarge", cpu: "Neoverse-V2", architecture: .arm64,
          instructionSet: nil, vectorBits: nil, cores: 4, memory: Bytes(8_589_934_592)))
    #expect(
      calibration.model
        == ModelFacts(
          name: "llama-3.2-1b", parameters: Parameters(1_235_814_400), quantization: .q4_k_m,
          weightBytes: Bytes(799_862_784), source: .gguf))
    #expect(calibration.runtime == .llamaCpp)
    #expect(calibration.measuredAt == Instant(iso8601: "2026-11-20T11:59:51Z"))
    func spread(_ median: Double, _ min: Double, _ max: Double, _ runs: Int) -> RateSpread {
      RateSpread(
        median: TokensPerSecond(median), min: TokensPerSecond(min), max: TokensPerSecond(max),
        runs: runs)
    }
    #expect(
      calibration.results == [
        RateMeasurement(
          test: .prefill(tokens: 512), threads: 4, batch: 1, rate: spread(101, 100, 103, 3)),
        RateMeasurement(
          test: .decode(tokens: 128), threads: 4, batch: 1, rate: spread(15.25, 15, 15.5, 2)),
      ])
  }

  @Test("lines of JSON say the same, blank ones nothing, and models are told apart")
  func lines() throws {
    let other = entry([
      "model_filename": "\"/dev/shm/qwen1_5-0_5b-chat-q4_k_m.gguf\"", "samples_ts": "",
    ])
    let calibrations = try read("\(entry())\n\n\(other)\n")
    #expect(calibrations.map(\.model.name) == ["llama-3.2-1b", "qwen1_5-0_5b"])
    #expect(
      calibrations[1].results[0].rate
        == RateSpread(
          median: TokensPerSecond(101.5), min: TokensPerSecond(100), max: TokensPerSecond(103),
          runs: 1))
  }

  @Test("mixed tests and tests at depth are left out; nothing else left is an error")
  func mixed() throws {
    let both = entry(["n_gen": "16"])
    let deep = entry(["n_depth": "512"])
    #expect(try read("[\(both), \(entry()), \(deep)]")[0].results.count == 1)
    #expect(throws: LlamaBenchError.nothingUsable) { try read("[\(both), \(deep)]") }
  }

  @Test("on a GPU type the results on the GPU count, on another type they are refused")
  func accelerated() throws {
    let gpu = entry(["backends": "\"CUDA\"", "cpu_info": "\"AMD EPYC 7R32\""])
    let host = entry(["backends": "\"CUDA\"", "n_gpu_layers": "0", "n_gen": "8", "n_prompt": "0"])
    let calibration = try read("[\(gpu), \(host)]", on: "g5.xlarge")[0]
    #expect(calibration.results.map(\.test) == [.prefill(tokens: 512)])
    #expect(throws: LlamaBenchError.accelerated(instance: "c8g.xlarge")) { try read("[\(gpu)]") }
  }

  @Test("without a type the processor's name tells the architecture, or nothing does")
  func architecture() throws {
    let amd = entry(["cpu_info": "\"AMD EPYC 9R14\""])
    #expect(try read("[\(amd)]", on: nil)[0].host.architecture == .x86_64)
    #expect(try read("[\(entry())]", on: nil)[0].host.architecture == .arm64)
    #expect(throws: LlamaBenchError.unknownArchitecture(cpu: "")) {
      try read("[\(entry(["cpu_info": "\"\""]))]", on: nil)
    }
    #expect(try read("[\(entry())]", on: "lambda-arm64-10240mb")[0].host.cores == 5)
  }

  @Test(
    "what cannot be read is named",
    arguments: [
      ("", LlamaBenchError.empty), ("  \n", .empty), ("[]", .empty),
      ("| model | size |", .notJSON(line: 1)), ("[{]", .notJSON(line: 1)),
    ])
  func unreadable(text: String, error: LlamaBenchError) {
    #expect(throws: error) { try read(text) }
  }

  @Test(
    "what lacks or breaks a figure is named with its result",
    arguments: [
      ("model_size", "", LlamaBenchError.missing(field: "model_size", entry: 2)),
      ("model_n_params", "0", .invalid(field: "model_n_params", entry: 2)),
      ("avg_ts", "-3", .invalid(field: "avg_ts", entry: 2)),
      ("n_threads", "", .missing(field: "n_threads", entry: 2)),
      ("test_time", "\"yesterday\"", .invalid(field: "test_time", entry: 2)),
      ("model_type", "", .missing(field: "model_type", entry: 2)),
    ])
  func faulty(field: String, value: String, error: LlamaBenchError) {
    #expect(throws: error) { try read("[\(entry()), \(entry([field: value]))]") }
    #expect(throws: error) { try read("\(entry())\n\(entry([field: value]))") }
  }

  @Test("a line that is not JSON is named, and so is a type that does not exist")
  func named() {
    #expect(throws: LlamaBenchError.notJSON(line: 2)) { try read("\(entry())\nbroken\n") }
    #expect(throws: LlamaBenchError.unknownInstance("c8g.huge")) {
      try read("[\(entry())]", on: "c8g.huge")
    }
  }

  @Test(
    "files and reports name a model in one way",
    arguments: [
      ("models/Llama-3.2-1B-Instruct-Q4_K_M.gguf", "llama-3.2-1b"),
      ("gemma-2b.Q4_K_M.gguf", "gemma-2b"), ("phi-4-q4.gguf", "phi-4"),
      ("DeepSeek-R1-Distill-Qwen-1.5B-Q8_0.gguf", "deepseek-r1-distill-qwen-1.5b"),
      ("Llama 3.2 1B Instruct", "llama-3.2-1b"), ("mistral-7b-iq3_xxs.gguf", "mistral-7b"),
      ("llama-3.1-8b", "llama-3.1-8b"), ("model-bf16.gguf", "model"),
    ])
  func names(file: String, name: String) {
    #expect(ModelName.canonical(file) == name)
  }

  @Test(
    "file types name a quantization in one way",
    arguments: [
      ("llama 1B Q4_K - Medium", "q4_k_m"), ("llama 7B mostly Q4_0", "q4_0"),
      ("qwen2 7B Q5_K - Small", "q5_k_s"), ("gemma 2B Q8_0", "q8_0"), ("llama 8B F16", "f16"),
      ("llama 8B IQ4_XS - 4.25 bpw", "iq4_xs"),
    ])
  func quantizations(type: String, name: String) {
    #expect(ModelName.quantization(ofType: type).name == name)
  }
}

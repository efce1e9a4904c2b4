import CostModel
import Foundation
import Reporting
import TestSupport
import Testing

@Suite("A benchmark as it is shown")
struct BenchReportTests {
  private typealias Object = [String: Any]

  private static let context = RenderContext(generatedAt: SampleFleet.generatedAt)

  private static func result(
    _ name: String, threads: Int, batch: Int, _ median: Double, _ half: Double, runs: Int
  ) -> RateMeasurement? {
    RateTest(name).map {
      RateMeasurement(
        test: $0, threads: threads, batch: batch,
        rate: RateSpread(
          median: TokensPerSecond(median), min: TokensPerSecond(median - half),
          max: TokensPerSecond(median + half), runs: runs))
    }
  }

  private static func estimate(_ target: RateTarget, _ decode: Double) -> RateEstimate {
    func rate(_ mid: Double) -> TokenRate {
      TokenRate(
        low: TokensPerSecond(mid / 1.5), mid: TokensPerSecond(mid),
        high: TokensPerSecond(mid * 1.5), provenance: .scaled,
        basis: "scaled from c8g.xlarge of 2026-01-20")
    }
    return RateEstimate(target: target, decode: rate(decode), prefill: rate(9 * decode))
  }

  private static let calibration = Calibration(
    host: CalibrationHost(
      instanceType: "c8g.xlarge", cpu: "Neoverse-V2", architecture: .arm64,
      instructionSet: .neonI8mm, vectorBits: 128, cores: 4, memory: Bytes(8_000_000_000)),
    model: ModelFacts(
      name: "llama|3.2", parameters: Parameters(1_235_814_400), quantization: .q4_k_m,
      weightBytes: Bytes(799_862_784), source: .preset, kvBytesPerToken: Bytes(32_768)),
    runtime: .costctl, measuredAt: SampleFleet.generatedAt,
    load: ModelLoad(source: .memfd, rate: BytesPerSecond(1.5e9)),
    results: [
      result("pp512", threads: 4, batch: 1, 312.25, 4, runs: 7),
      result("tg128", threads: 4, batch: 1, 41.234, 0.52, runs: 12),
      result("tg128", threads: 4, batch: 8, 1123.4, 10.5, runs: 5),
    ].compactMap(\.self))

  private static var report: BenchReport {
    var circumstances = BenchReport.Circumstances()
    circumstances.caches = [
      CacheLevel(level: 1, size: Bytes(65_536), sharedBy: 1),
      CacheLevel(level: 2, size: Bytes(2_097_152), sharedBy: 1),
    ]
    circumstances.hugePages = Bytes(780_000_000)
    circumstances.coldStart = .init(
      network: BytesPerSecond(gigabitsPerSecond: 5), duration: .seconds(1.84))
    circumstances.disturbance = HostDisturbance(
      steal: Ratio(0.02), otherPrograms: .zero, throttled: nil, thermalEvents: 0)
    circumstances.warnings = circumstances.disturbance?.warnings ?? []
    return BenchReport(
      calibration: calibration,
      fit: RateFit(
        threads: 4, bandwidth: BytesPerSecond(33e9), flops: FlopsPerSecond(7.7e11),
        prefillFlops: FlopsPerSecond(7.9e11), overheadSeconds: 0.00012,
        maxRelativeError: Ratio(0.031)),
      estimates: [
        estimate(.lambda(.arm64, memory: Megabytes(10_240)), 24.1),
        estimate(.lambda(.arm64, memory: Megabytes(8845)), 22),
        estimate(.instance("c7g.xlarge"), 35.4), estimate(.instance("m7g.xlarge"), 35.4),
      ],
      circumstances: circumstances)
  }

  /// What an import of llama-bench's report knows.
  private static let imported = BenchReport(
    calibration: Calibration(
      host: CalibrationHost(
        instanceType: nil, cpu: "AMD EPYC", architecture: .x86_64, instructionSet: nil,
        vectorBits: nil, cores: nil, memory: nil),
      model: ModelFacts(
        name: "qwen2 1.5B", parameters: Parameters(1.78e9), quantization: .q8_0,
        weightBytes: Bytes(1.9e9), source: .gguf),
      runtime: .llamaCpp, measuredAt: SampleFleet.generatedAt, load: nil,
      results: [result("tg64", threads: 2, batch: 1, 20, 0, runs: 1)].compactMap(\.self)),
    fit: nil, estimates: [])

  @Test("a benchmark looks as accepted in every format", arguments: OutputFormat.allCases)
  func everyFormat(format: OutputFormat) throws {
    try expectGolden(
      BenchReport.rendered([Self.report, Self.imported], as: format, in: Self.context),
      "bench.\(format.rawValue)")
  }

  @Test("all machines are listed when details are wanted")
  func verbose() {
    let context = RenderContext(generatedAt: SampleFleet.generatedAt, verbose: true)
    let text = String(decoding: Self.report.rendered(as: .table, in: context), as: UTF8.self)
    #expect(text.contains("m7g.xlarge") && text.contains("lambda-arm64-8845mb"))
    #expect(!text.contains("--verbose"))
  }

  @Test("JSON has every key of the contract; what an import does not know is null")
  func contract() throws {
    for report in [Self.report, Self.imported] {
      let data = Data(report.rendered(as: .json, in: Self.context))
      let document = try #require(try JSONSerialization.jsonObject(with: data) as? Object)
      #expect(document["schema"] as? String == "costctl/bench/v1")
      let keys = ["generated_at", "host", "model", "load", "results", "fit", "estimates"]
      for key in keys { #expect(document[key] != nil, "\(key)") }
      let host = try #require(document["host"] as? Object)
      for key in [
        "instance_type", "cpu", "architecture", "isa", "vector_bits", "cores", "memory_bytes",
      ] {
        #expect(host[key] != nil, "\(key)")
      }
    }
    let data = Data(Self.imported.rendered(as: .json, in: Self.context))
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? Object)
    for key in ["load", "fit"] { #expect(document[key] is NSNull, "\(key)") }
  }

  @Test("logits read back as the same numbers")
  func logits() throws {
    let logits: [[Float]] = [[0.1, -3.25e-9], [1e30, .leastNonzeroMagnitude]]
    let data = Data(LogitsReport(logits).json(in: Self.context))
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? Object)
    #expect(document["schema"] as? String == "costctl/logits/v1")
    let read = try #require(document["logits"] as? [[NSNumber]])
    #expect(read.map { $0.map { Float($0.doubleValue) } } == logits)
  }
}

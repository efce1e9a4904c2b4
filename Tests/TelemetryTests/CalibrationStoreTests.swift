import CostModel
import GRDB
import Telemetry
import Testing

@Suite("Calibrations in the store")
struct CalibrationStoreTests {
  private func calibration(
    host: String? = "c8g.xlarge", isa: InstructionSet? = .neonI8mm,
    runtime: TokenRuntime = .costctl, day: Int = 1, rate: Double = 20
  ) -> Calibration {
    Calibration(
      host: CalibrationHost(
        instanceType: host, cpu: "Neoverse-V2", architecture: .arm64, instructionSet: isa,
        vectorBits: 128, cores: 4, memory: Bytes(8_589_934_592)),
      model: ModelFacts(
        name: "llama-3.2-1b", parameters: Parameters(1_235_814_400), quantization: .q4_k_m,
        weightBytes: Bytes(799_862_784), source: .preset, kvBytesPerToken: Bytes(32_768)),
      runtime: runtime, measuredAt: Instant(epochSeconds: 1_790_000_000 + 86_400 * day),
      load: ModelLoad(source: .memfd, rate: BytesPerSecond(1.25e9)),
      results: [
        result(.prefill(tokens: 512), threads: 4, batch: 1, 80),
        result(.decode(tokens: 128), threads: 4, batch: 1, rate),
        result(.decode(tokens: 128), threads: 4, batch: 8, 64),
      ])
  }

  private func result(_ test: RateTest, threads: Int, batch: Int, _ rate: Double)
    -> RateMeasurement
  {
    RateMeasurement(
      test: test, threads: threads, batch: batch,
      rate: RateSpread(
        median: TokensPerSecond(rate), min: TokensPerSecond(rate - 0.5),
        max: TokensPerSecond(rate + 0.25), runs: 7))
  }

  /// The results in any order: the store keeps them by name.
  private func expectEqual(_ stored: [Calibration], _ expected: [Calibration]) {
    #expect(stored.map(\.host) == expected.map(\.host))
    #expect(stored.map(\.model) == expected.map(\.model))
    #expect(stored.map(\.runtime) == expected.map(\.runtime))
    #expect(stored.map(\.measuredAt) == expected.map(\.measuredAt))
    #expect(stored.map(\.load) == expected.map(\.load))
    #expect(stored.map { Set($0.results) } == expected.map { Set($0.results) })
  }

  @Test("what was saved is read back whole, an imported report's gaps included")
  func roundTrip() throws {
    let store = try TemporaryStore()
    let imported = Calibration(
      host: CalibrationHost(
        instanceType: nil, cpu: "AMD EPYC 9R14", architecture: .x86_64, instructionSet: nil,
        vectorBits: nil, cores: nil, memory: nil),
      model: ModelFacts(
        name: "mine", parameters: Parameters(3e9), quantization: Quantization("iq4_xs"),
        weightBytes: Bytes(1.7e9), source: .gguf),
      runtime: .llamaCpp, measuredAt: Instant(epochSeconds: 1_790_000_000), load: nil,
      results: [result(.decode(tokens: 16), threads: 8, batch: 1, 31)])
    try store.open().save([calibration(), imported])
    expectEqual(try store.open(.readOnly).calibrationsInForce(), [imported, calibration()])
  }

  @Test("of one host, model and engine the latest is in force; others stand beside it")
  func latest() throws {
    let store = try TemporaryStore()
    let kept = [
      calibration(day: 3, rate: 22), calibration(runtime: .llamaCpp, day: 1),
      calibration(isa: .neonDotprod, day: 2), calibration(host: "c7g.xlarge", day: 1),
    ]
    try store.open().save([calibration(day: 1), calibration(day: 2)] + kept)
    let found = try store.open(.readOnly).calibrationsInForce()
    #expect(Set(found.map(\.host)).count == 3 && found.count == 4)
    #expect(found.contains { $0.measuredAt == kept[0].measuredAt && $0.runtime == .costctl })
    #expect(try store.query("SELECT count(*) FROM calibration") == ["6"])
  }

  @Test("a measurement of the same moment replaces the old one with its results")
  func replaced() throws {
    let store = try TemporaryStore()
    try store.open().save([calibration()])
    try store.open().save([calibration(rate: 25)])
    expectEqual(try store.open(.readOnly).calibrationsInForce(), [calibration(rate: 25)])
    #expect(try store.query("SELECT count(*) FROM calibration_result") == ["3"])
  }

  @Test("sqlite3 reads rates and fit by their names")
  func readable() throws {
    let store = try TemporaryStore()
    try store.open().save([calibration()])
    #expect(
      try store.query(
        """
        SELECT host, model, quantization, runtime, round(bandwidth_bytes_per_second / 1e9, 3),
          datetime(measured_at, 'unixepoch') FROM calibration_in_force
        """) == [
          #""c8g.xlarge"|"llama-3.2-1b"|"q4_k_m"|"costctl"|15.997|"2026-09-22 14:13:20""#
        ])
    #expect(
      try store.query(
        "SELECT test, threads, batch, tokens_per_second, least, most, runs FROM calibration_result"
      ) == [
        #""pp512"|4|1|80.0|79.5|80.25|7"#, #""tg128"|4|1|20.0|19.5|20.25|7"#,
        #""tg128"|4|8|64.0|63.5|64.25|7"#,
      ])
  }

  @Test("a calibration of an engine nobody knows is damage, not a guess")
  func damaged() throws {
    let store = try TemporaryStore()
    try store.open().save([calibration()])
    try DatabaseQueue(path: store.path).write {
      try $0.execute(sql: "UPDATE calibration SET runtime = 'vllm'")
    }
    #expect(throws: StoreError.damaged(path: store.path)) {
      try store.open(.readOnly).calibrationsInForce()
    }
  }
}

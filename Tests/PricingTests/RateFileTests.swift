import CostModel
import Foundation
import Pricing
import TestSupport
import Testing

@Suite("Files of token rates")
struct RateFileTests {
  private static let folder = Fixture.folder.deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "pricing/rates")

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  @Test("the bundled files load: ten processors, three accelerators, five models and the prior")
  func bundled() throws {
    let book = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp)
    let kinds = book.machines.processors.values.map(\.kind)
    #expect(kinds.count { $0 == .accelerator } == 3 && kinds.count == 13)
    #expect(book.models.count == 5)
    #expect(book.engines.prior.host.instanceType == "lambda-arm64-10240mb")
    #expect(book.engines.prior.results[0].rate.min.value == 15)
  }

  @Test("Llama 3.2 1B has the parameters of its model card and 763, 800 and 1,313 MB of weights")
  func models() throws {
    let model = try #require(try Catalogue.knownModels().first { $0.name == "llama-3.2-1b" })
    #expect(model.parameters.value == 1_235_814_400)
    let megabytes = [Quantization.q4_0, .q4_k_m, .q8_0].map {
      (model.weightBytes[$0]?.value ?? 0) / 1e6
    }
    #expect(megabytes.map { $0.rounded() } == [763, 800, 1313])
    #expect(model.kvBytesPerToken.value == 2 * 16 * 8 * 64 * 2)
  }

  @Test("from one Graviton to the next a core decodes 1.65, 1.76 and 2.5 times what Graviton2 does")
  func factors() throws {
    let machines = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp).machines
    func decode(_ key: String) -> Double {
      machines.processors[key]?.figures.decodePerCore.value ?? 0
    }
    let factors = ["graviton3", "graviton4", "graviton5"].map { decode($0) / decode("graviton2") }
    for (found, told) in zip(factors, [1.65, 1.76, 2.5]) {
      #expect(abs(found / told - 1) < 0.15)
    }
  }

  static let faults: [(was: String, now: String, sentence: String)] = [
    (
      #""status": "verified""#, #""status": "sure""#,
      "machines.json: graviton2 has the status sure, but only verified, derived and unverified exist"
    ),
    (
      #""source": "SC","#, #""source": "nobody","#,
      "machines.json: graviton2 names the source nobody, which the file does not spell out"
    ),
    (
      "[2, 37.5]", "[1, 37.5]",
      "machines.json: graviton2, gb_per_second needs figures above zero, in rising order where there are several"
    ),
    (
      #""processor": "graviton3", "sizes""#, #""processor": "graviton33", "sizes""#,
      "machines.json puts machines on the processor graviton33, which it does not describe"
    ),
    (
      #""processor": "graviton3", "name""#, #""processor": "graviton2", "name""#,
      "machines.json: graviton2 appears twice"
    ),
    (
      #""cores_per_node": 64"#, #""cores_per_nod": 64"#,
      "machines.json is not a readable catalogue"
    ),
    (
      #""repetition": 0.1"#, #""repetition": 0"#,
      "machines.json: spreads, repetition needs figures above zero, in rising order where there are several"
    ),
  ]

  @Test("a fault is named by file and item", arguments: faults)
  func faulty(was: String, now: String, sentence: String) throws {
    let sound = try Self.text("machines.json")
    _ = try Catalogue.machines(Array(sound.utf8), file: "machines.json")
    let at = try #require(sound.range(of: was), "\(was)")
    let broken = sound.replacingCharacters(in: at, with: now)
    let error = #expect(throws: CatalogueError.self) {
      try Catalogue.machines(Array(broken.utf8), file: "machines.json")
    }
    #expect(error?.description.hasPrefix(sentence) == true, "\(String(describing: error))")
  }

  @Test("a factor needs a note unless it is verified, and an interval that ascends")
  func engineFactors() throws {
    let models = try Catalogue.knownModels()
    func engines(_ factor: String) throws -> EngineFacts {
      let read = try JSONSerialization.jsonObject(with: Data(Self.text("engines.json").utf8))
      var file = try #require(read as? [String: Any])
      file["factors"] = [try JSONSerialization.jsonObject(with: Data(factor.utf8))]
      let bytes = try JSONSerialization.data(withJSONObject: file)
      return try Catalogue.engines(Array(bytes), file: "engines.json", models: models)
    }
    func factor(_ low: Double, _ status: String, _ note: String) -> String {
      """
      {"from": "costctl", "to": "llama.cpp", "architecture": "x86_64", "quant": "q4_0",
       "work": "decode", "threads": 2, "batch": 1, "low": \(low), "mid": 0.55, "high": 0.7,
       "source": "TRIAL", "status": "\(status)"\(note)}
      """
    }
    #expect(try engines(factor(0.5, "verified", "")).factors.count == 1)
    #expect(
      throws: CatalogueError.note(
        file: "engines.json", item: "factor costctl llama.cpp q4_0 decode")
    ) { try engines(factor(0.5, "derived", "")) }
    #expect(
      throws: CatalogueError.measure(
        file: "engines.json", item: "factor costctl llama.cpp q4_0 decode")
    ) { try engines(factor(0.6, "derived", #", "note": "n""#)) }
  }
}

import CostModel
import Pricing
import Testing

@testable import costctl

@Suite("Configuration file")
struct ConfigurationTests {
  @Test("the example of the documentation sets every key")
  func wholeExample() throws {
    let configuration = try Configuration(yaml: Self.example, file: "costctl.yaml")
    #expect(configuration.region == "us-east-1")
    #expect(configuration.rule.stayBelow == Ratio(0.15))
    #expect(configuration.rule.repatriateAbove == Ratio(0.5))
    #expect(configuration.sizing == .p99)
    #expect(configuration.policy == .cost)
    #expect(configuration.redundancy == .nPlusOne)
    #expect(configuration.runtime == .costctl)
    #expect(configuration.accounts.map(\.profile) == ["prod", nil])
    #expect(configuration.accounts[0].regions == ["us-east-1", "eu-west-1"])
    #expect(configuration.workloads[0].durable?.retentionDays == 14)
    #expect(configuration.pricing.discount == Ratio(0.05))
    let key = PriceKey(service: "ec2", region: "us-east-1", item: "c8g.xlarge/on-demand")
    #expect(configuration.pricing.overrides.mapValues(\.usd) == [key: USD(0.15)])
    #expect(configuration.tco.node == "l4-server")
    #expect(
      configuration.tco.figures[.horizonMonths]
        == TCOAssumptions.Given(value: 36, place: "given in costctl.yaml:23"))
    #expect(configuration.tco.figures.count == 4)
    #expect(configuration.report.period == .weekly)
    #expect(
      configuration.report.deliveries.map(\.condition) == [
        .always, .change, .savingAbove(USD(500)),
      ])
    #expect(configuration.report.keep == ReportRetention(runs: 104, days: 730))
    #expect(configuration.report.metricsFile == "/var/lib/node_exporter/costctl.prom")
  }

  @Test("a fault is refused with its file, line and column", arguments: faults)
  func fault(_ fault: Fault) {
    #expect(throws: fault.error) { try Configuration(yaml: fault.yaml, file: "c.yaml") }
  }

  @Test(
    "text that is no YAML names the line",
    arguments: [
      ("rules: [\n", "c.yaml:2:1: not valid YAML: did not find expected node content"),
      ("a: 1\na: 2\n", "c.yaml:1:1: not valid YAML: the key a is given twice"),
      ("region: us-east-1\n\tsizing: max\n", "c.yaml:2:1: not valid YAML"),
    ])
  func syntax(yaml: String, message: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration(yaml: yaml, file: "c.yaml")
    }
    #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
  }

  @Test(
    "an empty file, comments alone and keys without a value set nothing",
    arguments: [
      "", "# nothing\n", "region:\nrules:\nworkloads:\npricing:\ntco:\nreport:\n",
    ])
  func empty(yaml: String) throws {
    #expect(try Configuration(yaml: yaml, file: "c.yaml") == Configuration())
  }

  @Test("one threshold alone keeps the other's default")
  func oneThreshold() throws {
    let rule = try Configuration(yaml: "rules: { stay_below: 0.2 }", file: "c.yaml").rule
    #expect(rule.stayBelow == Ratio(0.2))
    #expect(rule.repatriateAbove == Rule.standard.repatriateAbove)
  }

  @Test(
    "the first pattern that fits a function decides",
    arguments: [
      ("chat-eu", 3), ("chat", 9), ("x-chat-eu", 9),
    ])
  func firstMatch(name: String, days: Int) throws {
    let configuration = try Configuration(
      yaml: """
        workloads:
          - { match: "chat-*", durable: { retention_days: 3 } }
          - { match: "*", durable: { retention_days: 9 } }
        """, file: "c.yaml")
    let terms = configuration.terms(for: Workload(name: name, region: "us-east-1"))
    #expect(terms?.durable?.retentionDays == days)
  }

  @Test("what is stated of state and starts reaches the cost model in its units")
  func stated() throws {
    let configuration = try Configuration(
      yaml: """
        workloads:
          - match: "*"
            model_bytes: 807694464
            init_seconds: 4.5
            cold_starts_per_day: 120
            published_versions: 2
            durable: { checkpoints: 5, bytes_per_checkpoint: 20480, retention_days: 30 }
        """, file: "c.yaml")
    let terms = configuration.terms(for: Workload(name: "chat", region: "us-east-1"))
    #expect(
      terms?.stated(models: nil)
        == StatedTerms(
          durable: StatedDurableState(
            checkpoints: Operations(5), bytesPerCheckpoint: Bytes(20_480), retentionDays: 30),
          coldStart: StatedColdStart(
            modelBytes: Bytes(807_694_464), initialization: .seconds(4.5),
            startsPerDay: Starts(120), publishedVersions: 2)))
  }

  @Test("a model's name stands for its weights, model_bytes comes first, and a gap is told")
  func namedModel() throws {
    let book = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp)
    func stated(_ terms: String) throws -> StatedColdStart? {
      let configuration = try Configuration(
        yaml: "workloads: [{ match: \"*\", \(terms) }]", file: "c.yaml")
      return configuration.terms(for: Workload(name: "f", region: "us-east-1"))?
        .stated(models: book).coldStart
    }
    #expect(try stated("model: llama-3.2-1b")?.modelBytes == Bytes(799_862_784))
    #expect(try stated("model: llama-3.2-1b, quant: q8_0")?.modelBytes == Bytes(1_313_251_328))
    let own = try stated("model: llama-3.2-1b, model_bytes: 5")
    #expect(own?.modelBytes == Bytes(5) && own?.modelGap == nil)
    let unknown = try stated("model: gpt-9")
    #expect(unknown?.modelBytes == nil)
    #expect(unknown?.modelGap == .unknownModel("gpt-9", known: book.models.map(\.name)))
    #expect(try stated("init_seconds: 1")?.modelGap == nil)
  }

  @Test("each value remembers the line that set it")
  func lines() throws {
    let entries = try Configuration(yaml: Self.example, file: "costctl.yaml").entries
    let line = entries.first { $0.key == "workloads[0].durable.retention_days" }?.location.line
    #expect(line == 18)
    #expect(entries.count == 40)
  }
}

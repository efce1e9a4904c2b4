import ArgumentParser
import Bench
import CostModel
import Reporting
import Telemetry

/// Measures how fast this host runs a model.
struct BenchCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how many tokens per second this host gives.",
    discussion: """
      Runs a whole model, from token to logits: a preset of true shape and random weights, which \
      needs no download, or your own GGUF file. Prompts are read (pp) and tokens written (tg) on 1 \
      to all cores, for 1 to 8 sequences at once, in turn until each rate is known to 1 % or the \
      time is spent. The result is kept for recommend.

      Examples:
        costctl bench
        costctl bench --model llama-3.2-3b --quant q4_0 --threads 2 --batch 1,8
        costctl bench --gguf model.gguf --network-gbps 5
        costctl bench --import llama-bench.json --instance-type c8g.xlarge
      """)

  @OptionGroup(title: "Model") var model: BenchModelOptions
  @OptionGroup(title: "Measurement") var measurement: BenchMeasurementOptions
  @Option(
    name: .customLong("import"),
    help: ArgumentHelp(
      "Take the rates from a report of llama-bench -o json or jsonl, and measure nothing.",
      valueName: "file"))
  var importedFile: String?

  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func validate() throws {
    if importedFile == "" { throw ValidationError("--import needs a path") }
    if importedFile != nil, model.gguf != nil || measurement.wantsLogits {
      throw ValidationError("--import measures nothing: leave out --gguf and --logits")
    }
  }

  func run(in surroundings: Surroundings) async throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: result.destination)
    if measurement.wantsLogits { return try writeLogits(in: context) }
    let reports: [BenchReport]
    if let importedFile {
      reports = try ImportedRates(path: importedFile, instanceType: measurement.instanceType)
        .reports()
    } else {
      reports = [try await measuredReport(session, context)]
    }
    if measurement.save {
      try session.openForWriting().save(reports.map(\.calibration))
    }
    try result.destination.write(
      BenchReport.rendered(reports, as: result.format, in: context))
    return .done
  }

  private func measuredReport(
    _ session: Session, _ context: RenderContext
  ) async throws -> BenchReport {
    let cores = HostTopology(HostFiles(), allowedCPUs: Team.allowedCPUs()).cores
    let job = BenchJob(
      source: try model.choice(), kernels: try measurement.kernels(),
      trials: measurement.trials(cores: cores), budget: measurement.budget,
      network: measurement.network,
      instanceType: try await measurement.instanceType(in: session),
      measuredAt: context.generatedAt,
      progress: BenchProgress(isShown: session.surroundings.errorIsTerminal && !global.quiet))
    let report = try job.run()
    let isOnScreen = context.width != nil && result.format == .table
    for warning in report.circumstances.warnings where !isOnScreen {
      session.messages.note("warning: \(warning)")
    }
    return report
  }

  private func writeLogits(in context: RenderContext) throws -> Outcome {
    let threads = Team.allowedCPUs().count
    let loaded = try model.choice().load(threads: threads)
    let logits = try LogitRun(tokens: measurement.tokens).logits(
      of: loaded.model, kernels: try measurement.kernels(),
      threads: measurement.threads.max() ?? threads)
    try result.destination.write(LogitsReport(logits).json(in: context))
    return .done
  }
}

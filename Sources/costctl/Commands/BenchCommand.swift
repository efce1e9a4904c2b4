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
  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func run(in surroundings: Surroundings) async throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: result.destination)
    if measurement.wantsLogits { return try writeLogits(in: context) }
    let cores = HostTopology(HostFiles(), allowedCPUs: Team.allowedCPUs()).cores
    let job = BenchJob(
      source: try model.choice(), kernels: try measurement.kernels(),
      trials: measurement.trials(cores: cores), budget: measurement.budget,
      network: measurement.network,
      instanceType: try await measurement.instanceType(in: session),
      measuredAt: context.generatedAt,
      progress: BenchProgress(isShown: surroundings.errorIsTerminal && !global.quiet))
    let report = try job.run()
    for warning in report.circumstances.warnings { session.messages.note("warning: \(warning)") }
    try result.destination.write(report.rendered(as: result.format, in: context))
    return .done
  }

  private func writeLogits(in context: RenderContext) throws -> Outcome {
    let tokens = measurement.tokens
    let loaded = try model.choice().load(threads: Team.allowedCPUs().count)
    let logits = try LogitRun(tokens: tokens).logits(
      of: loaded.model, kernels: try measurement.kernels(),
      threads: measurement.threads.max() ?? Team.allowedCPUs().count)
    try result.destination.write(LogitsReport(logits).json(in: context))
    return .done
  }
}

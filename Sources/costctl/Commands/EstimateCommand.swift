import ArgumentParser
import CostModel
import Foundation
import Pricing
import Reporting
import Telemetry

/// The same decision before anything is deployed.
struct EstimateCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "Decide where a model should run before anything is deployed.",
    discussion: """
      Takes the tokens of a request and how many come a day, estimates how long each takes from \
      what was measured (costctl bench) or published, how many run at once, and prices every \
      option as recommend does.

      Examples:
        costctl estimate --model llama-3.2-1b --requests-per-day 20000 --prompt-tokens 500 \
      --output-tokens 200 --daily-shape office
        costctl estimate --model llama-3.2-3b --requests-per-day 500 --prompt-tokens 2000 \
      --output-tokens 400 --agent-cpu-seconds 20 --agent-session-seconds 90 --approval-hours 12
      """)

  @OptionGroup(title: "Demand") var demand: DemandOptions
  @OptionGroup(title: "Besides") var extras: ExtrasOptions
  @OptionGroup(title: "Analysis") var analysis: AnalysisOptions
  @OptionGroup(title: "Decision") var choice: PolicyOption
  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: result.destination)
    let book = try session.requestKnowledge(calibrations: session.storedCalibrations()).book
    let workload = try demand.workload(
      region: session.region().value, book: book,
      extras: extras.extras(requestsPerDay: demand.requestsPerDay, memory: demand.memory))
    let estimate = try Estimator(
      prices: try session.prices(),
      analysis: session.analysisSettings(sizing: analysis.sizing, freeTier: analysis.freeTier),
      settings: try session.recommendationSettings(policy: choice.policy), book: book
    ).estimate(workload)
    try result.destination.write(estimate.rendered(as: result.format, in: context))
    return .done
  }
}

extension Session {
  /// None where there is no database yet.
  fileprivate func storedCalibrations() throws -> [Calibration] {
    guard let path = try? database().value, FileManager.default.fileExists(atPath: path) else {
      return []
    }
    return try openForReading().calibrationsInForce()
  }
}

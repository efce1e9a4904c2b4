import ArgumentParser
import Foundation
import Reporting
import Telemetry

/// What works, what does not, and what to do about it.
struct DoctorCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check credentials, permissions, clock, database, prices and host.",
    discussion: """
      Makes the smallest call of each kind that a pull makes. One of them, GetMetricData for a \
      single metric, is charged by AWS; --no-paid-checks leaves it out. Exits with 1 when a check \
      failed.

      Examples:
        costctl doctor --profile prod
        costctl doctor --iam-policy > policy.json
      """)

  @Flag(
    name: .customLong("iam-policy"),
    help: "Print the least IAM policy that a pull needs, and nothing else; asks nobody.")
  var printsPolicy = false

  @Flag(inversion: .prefixedNo, help: "Ask also what AWS charges for: one metric.")
  var paidChecks = true

  @OptionGroup(title: "AWS") var access: AccessOptions
  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func run(in surroundings: Surroundings) async throws -> Outcome {
    guard !printsPolicy else {
      try result.destination.write(Array(PullPermission.policy.utf8))
      return .done
    }
    let diagnosis = try diagnosis(in: surroundings)
    let context = try diagnosis.session.renderContext(for: result.destination)
    let report = await diagnosis.report()
    try result.destination.write(report.rendered(as: result.format, in: context))
    return report.count(.fail) == 0 ? .done : .failed
  }

  /// A configuration that cannot be read is one more finding, not the end.
  private func diagnosis(in surroundings: Surroundings) throws -> Diagnosis {
    var session: Session
    var fault: String?
    do {
      session = try Session(global, in: surroundings)
    } catch let error as ConfigurationError {
      session = Session(withoutConfiguration: global, in: surroundings)
      fault = "\(error)"
    }
    return Diagnosis(
      session: session, accessOptions: access, allowsCharges: paidChecks,
      configurationFault: fault)
  }
}

extension Session {
  fileprivate init(withoutConfiguration options: GlobalOptions, in surroundings: Surroundings) {
    self.surroundings = surroundings
    self.options = options
    messages = Messages(volume: options.volume)
    configurationFile = nil
    configuration = Configuration()
  }
}

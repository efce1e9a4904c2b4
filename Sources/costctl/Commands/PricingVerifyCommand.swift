import ArgumentParser
import CostModel
import Reporting
import Telemetry

/// Which prices are old, doubtful or absent.
struct PricingVerifyCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Say which prices are stale, unverified, derived, or missing for the regions in use.",
    discussion: """
      Looks at the regions of the stored workloads, or at those of --region, and at what their \
      workloads run on; your own overrides are not judged. Without --fail-on it always succeeds.

      Example:
        costctl pricing verify --max-age 30 --fail-on missing --fail-on stale
      """)

  @Option(
    name: .long,
    help: ArgumentHelp("Days after which a price is stale.", valueName: "days"))
  var maxAge = 90

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "Exit with 2 when there is a price of this kind; may be repeated.", valueName: "finding"))
  var failOn: [PriceAudit.Finding] = []

  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func validate() throws {
    if maxAge < 0 { throw ValidationError("--max-age is a number of days, zero or more") }
  }

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: result.destination)
    let audit = PriceAudit(
      try session.prices(), architectures: try session.placesToPrice(),
      asOf: context.generatedAt, maximumAge: .days(Double(maxAge)))
    try result.destination.write(audit.rendered(as: result.format, in: context))
    let tripped = failOn.filter { audit.count($0) > 0 }
    for finding in tripped {
      session.messages.failure("--fail-on \(finding.rawValue): \(audit.count(finding)) prices")
    }
    return tripped.isEmpty ? .done : .gateTripped
  }
}

extension PriceAudit.Finding: ExpressibleByArgument {}

import ArgumentParser
import CostModel

/// What decides between options.
struct PolicyOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      What decides: rule, the cheapest option within the rule's tier, or cost, the cheapest of all \
      (default: policy in the configuration, rule).
      """))
  var policy: Policy?
}

/// What decides between options, and what a pipeline should stop at.
struct DecisionOptions: ParsableArguments {
  @OptionGroup var choice: PolicyOption

  var policy: Policy? { choice.policy }

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Exit with 2 when the monthly saving reaches saving=USD, or when a workload is in \
      tier=lambda|reserved|repatriate; may be repeated.
      """, valueName: "gate"),
    transform: { text in
      guard let gate = Gate(text) else { throw ValidationError(Gate.refusal(of: text)) }
      return gate
    })
  var failOn: [Gate] = []
}

extension Policy: ExpressibleByArgument {}

import ArgumentParser

/// The price catalogue.
struct PricingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pricing",
    abstract: "Look into the price catalogue, renew it from AWS, judge it.",
    discussion: """
      A catalogue is part of the program: dated figures, each with its source. 'update' reads the \
      current figures from the AWS Price List, which asks for no account.

      Examples:
        costctl pricing show --service lambda --region us-east-1
        costctl pricing update --region us-east-1
        costctl pricing verify --fail-on stale
      """,
    subcommands: [PricingShowCommand.self, PricingUpdateCommand.self, PricingVerifyCommand.self])
}

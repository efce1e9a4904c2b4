import ArgumentParser

/// The price catalogue.
struct PricingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pricing",
    abstract: "Look into the price catalogue.",
    discussion: """
      The catalogue is part of the program: dated figures, each with its source.

      Example:
        costctl pricing show --service lambda --region us-east-1
      """,
    subcommands: [PricingShowCommand.self])
}

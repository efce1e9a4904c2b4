import ArgumentParser

/// The configuration.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Look into the configuration.",
    discussion: """
      Everything in costctl.yaml is optional; without the file the defaults hold.

      Example:
        costctl config show
      """,
    subcommands: [ConfigShowCommand.self])
}

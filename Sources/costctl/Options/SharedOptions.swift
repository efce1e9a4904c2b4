import ArgumentParser

/// Options every command understands.
struct SharedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Database file (COSTCTL_DB; default $XDG_DATA_HOME/costctl/costctl.db).", valueName: "path"))
  var db: String?

  @Option(
    help: ArgumentHelp(
      "Configuration file (COSTCTL_CONFIG; default ./costctl.yaml, else "
        + "$XDG_CONFIG_HOME/costctl/config.yaml).", valueName: "path"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "AWS region (AWS_REGION, AWS_DEFAULT_REGION, configuration; default us-east-1).",
      valueName: "region"))
  var region: String?

  @Flag(name: .shortAndLong, help: "Say more: details of every workload.")
  var verbose = false

  @Flag(name: .shortAndLong, help: "Print results and errors only.")
  var quiet = false

  @Flag(name: .customLong("no-color"), help: "Never colour the output (also NO_COLOR).")
  var noColor = false
}

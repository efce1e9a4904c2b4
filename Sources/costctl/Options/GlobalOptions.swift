import ArgumentParser

/// What every command understands.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The database (COSTCTL_DB; default: costctl/costctl.db in $XDG_DATA_HOME).",
      valueName: "path"))
  var db: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      The configuration (COSTCTL_CONFIG; default: ./costctl.yaml, else costctl/config.yaml in \
      $XDG_CONFIG_HOME).
      """, valueName: "path"))
  var config: String?

  @Option(
    name: .customLong("region"),
    help: ArgumentHelp(
      "The AWS region (AWS_REGION, AWS_DEFAULT_REGION; default: us-east-1).", valueName: "region"),
    transform: { text in
      guard let region = RegionName(text) else {
        throw ValidationError(RegionName.refusal(of: text))
      }
      return region
    })
  var regions: [RegionName] = []

  @Flag(name: .shortAndLong, help: "Say what is read and written, and show every detail.")
  var verbose = false

  @Flag(name: .shortAndLong, help: "Say nothing but the result and errors.")
  var quiet = false

  @Flag(name: .long, help: "Write no colours, as with NO_COLOR.")
  var noColor = false

  /// The last one given, where a command looks at one only.
  var region: RegionName? { regions.last }

  var volume: Messages.Volume { quiet ? .quiet : verbose ? .verbose : .normal }

  func validate() throws {
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    for (flag, value) in [("--db", db), ("--config", config)] where value == "" {
      throw ValidationError("\(flag) needs a path")
    }
  }
}

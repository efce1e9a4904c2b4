import ArgumentParser
import Reporting

/// The value in force of every key and where it came from.
struct ConfigShowCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the value in force of every key and where it came from.",
    discussion: """
      A flag beats the environment, which beats the file, which beats the default. The file is \
      checked as a whole: an unknown key or a wrong value is refused with its line.

      Example:
        costctl config show --config costctl.yaml --format json
      """)

  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: result.destination)
    let listing = try SettingListing(session)
    try result.destination.write(listing.rendered(as: result.format, in: context))
    return .done
  }
}

import ArgumentParser

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

  @Option(name: .long, help: "How the result is written.")
  var format: RecordFormat = .table

  @OptionGroup(title: "Result") var file: OutputFileOption
  @OptionGroup(title: "Common") var global: GlobalOptions

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let review = try SettingsReview(session)
    let bytes =
      switch format {
      case .table: review.table()
      case .json: try review.json(generatedAt: try surroundings.generatedAt())
      }
    try file.destination.write(bytes)
    return .done
  }
}

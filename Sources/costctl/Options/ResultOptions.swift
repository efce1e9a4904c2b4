import ArgumentParser
import Reporting

/// How a result is written, and where to.
struct ResultOptions: ParsableArguments {
  @Option(name: .long, help: "How the result is written.")
  var format: OutputFormat = .table

  @OptionGroup var file: OutputFileOption

  var destination: Destination { file.destination }
}

/// Where a result is written.
struct OutputFileOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write the result to a file, whole or not at all; - is standard output.", valueName: "file"))
  var output: String?

  var destination: Destination {
    output.flatMap { $0 == "-" ? nil : .file($0) } ?? .standardOutput
  }

  func validate() throws {
    if output == "" { throw ValidationError("--output needs a path") }
  }
}

extension OutputFormat: ExpressibleByArgument {}

/// The formats of a result that is a record rather than a report.
enum RecordFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json
}

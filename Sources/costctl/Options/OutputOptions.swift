import ArgumentParser
import Reporting

extension OutputFormat: ExpressibleByArgument {}

/// How a result is written, and where.
struct OutputOptions: ParsableArguments {
  @Option(help: "How to print the result.")
  var format: OutputFormat = .table

  @Option(
    help: ArgumentHelp("Write the result to a file, whole or not at all.", valueName: "file"))
  var output: String?

  func write(_ bytes: [UInt8]) throws {
    if let output {
      try AtomicFile(path: output).write(bytes)
    } else {
      try StandardOutput.write(bytes)
    }
  }
}

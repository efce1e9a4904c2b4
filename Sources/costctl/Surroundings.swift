import CostModel
import Foundation

/// What the process was started with: the one place that reads the clock, the environment and the terminal.
struct Surroundings: Sendable {
  let environment: [String: String]
  let clock: Instant
  let currentDirectory: String
  let outputIsTerminal: Bool
  /// Columns of the terminal that shows the result; nil when it goes elsewhere.
  let outputWidth: Int?
  /// Whether a person watches what is said beside the result.
  var errorIsTerminal = false
  /// This program's own file.
  var executable = "/usr/local/bin/costctl"

  static func current() -> Surroundings {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    return Surroundings(
      environment: ProcessInfo.processInfo.environment,
      clock: Instant(epochSeconds: Int(Date().timeIntervalSince1970.rounded(.down))),
      currentDirectory: FileManager.default.currentDirectoryPath,
      outputIsTerminal: isTerminal,
      outputWidth: isTerminal ? terminalWidth() : nil,
      errorIsTerminal: isatty(STDERR_FILENO) == 1,
      executable: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        ?? CommandLine.arguments[0])
  }

  /// A variable's value; nil when unset or empty.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// When the result says it was made: `SOURCE_DATE_EPOCH`, so that a build repeats, else now.
  func generatedAt() throws(EnvironmentError) -> Instant {
    guard let text = variable("SOURCE_DATE_EPOCH") else { return clock }
    // The last second of the year 9999: beyond it ISO 8601 has no four-digit year.
    guard let seconds = Int(text), (0...253_402_300_799).contains(seconds) else {
      throw .notAnInstant(variable: "SOURCE_DATE_EPOCH", value: text)
    }
    return Instant(epochSeconds: seconds)
  }

  private static func terminalWidth() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

/// Why something in the environment was refused.
enum EnvironmentError: Error, Hashable, Sendable, CustomStringConvertible {
  case notAnInstant(variable: String, value: String)
  case notARegion(variable: String, value: String)
  case noHome(sought: String, flag: String)

  var description: String {
    switch self {
    case .notAnInstant(let variable, let value):
      "\(variable) must be seconds since 1970, not '\(value)'"
    case .notARegion(let variable, let value):
      "\(variable): \(RegionName.refusal(of: value))"
    case .noHome(let sought, let flag):
      "cannot tell where \(sought) belongs because HOME is not set: name it with \(flag)"
    }
  }
}

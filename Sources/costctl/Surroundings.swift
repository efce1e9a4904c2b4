import CostModel
import Foundation

/// Everything the process takes from outside its arguments, read once.
struct Surroundings {
  let environment: [String: String]
  let now: Instant
  /// Columns of the terminal on stdout; nil when it is a file or pipe.
  let terminalWidth: Int?

  enum Failure: Error, CustomStringConvertible {
    case sourceDate(String)

    var description: String {
      switch self {
      case .sourceDate(let text):
        "SOURCE_DATE_EPOCH is \"\(text)\"; it must be a whole number of seconds since 1970"
      }
    }
  }

  static func current() throws -> Surroundings {
    let environment = ProcessInfo.processInfo.environment
    return Surroundings(
      environment: environment, now: try now(environment), terminalWidth: terminalWidth())
  }

  /// The clock, unless a reproducible build fixes it.
  private static func now(_ environment: [String: String]) throws -> Instant {
    guard let text = environment["SOURCE_DATE_EPOCH"] else {
      return Instant(epochSeconds: Int(Date().timeIntervalSince1970))
    }
    guard let seconds = Int(text), seconds >= 0 else { throw Failure.sourceDate(text) }
    return Instant(epochSeconds: seconds)
  }

  private static func terminalWidth() -> Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  func value(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// `$XDG_DATA_HOME`-style folder, with its default below the home folder.
  func folder(_ variable: String, fallback: String) -> String {
    value(variable) ?? "\(value("HOME") ?? ".")/\(fallback)"
  }
}

import Foundation

/// What a person is told beside the result: one line each, on standard error.
struct Messages: Sendable {
  enum Volume: Sendable { case quiet, normal, verbose }

  let volume: Volume

  static let standard = Messages(volume: .normal)

  /// Said at any volume.
  func failure(_ text: String) { write(text) }

  func note(_ text: String) {
    if volume != .quiet { write(text) }
  }

  /// A line that continues a note, to be read or copied as it is.
  func follow(_ text: String) {
    if volume != .quiet { write(text, prefix: "  ") }
  }

  func detail(_ text: String) {
    if volume == .verbose { write(text) }
  }

  /// An error as one sentence: our own say what to do, Foundation's are asked for their text.
  static func sentence(of error: any Error) -> String {
    if type(of: error) is NSError.Type || error is CocoaError {
      return error.localizedDescription
    }
    return "\(error)"
  }

  /// One line whatever the text holds: control characters are shown as `\u{1b}`.
  static func line(_ text: String, prefix: String = "costctl: ") -> String {
    var line = prefix
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        line += " "
      } else if scalar.properties.generalCategory == .control {
        line += scalar.escaped(asASCII: true)
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
    return line + "\n"
  }

  private func write(_ text: String, prefix: String = "costctl: ") {
    // Nobody is left to tell when standard error itself is gone.
    _ = StandardStreams.write(Array(Self.line(text, prefix: prefix).utf8), to: STDERR_FILENO)
  }
}

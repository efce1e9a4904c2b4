/// A day of the week, Monday first.
enum Weekday: Int, Hashable, Sendable, CaseIterable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  /// `Mon`: what systemd reads, and EventBridge in capitals.
  var shortName: String { ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][rawValue - 1] }

  /// The number in a crontab, where the week begins on Sunday with 0.
  var cronNumber: Int { rawValue % 7 }

  /// Reads `Mon` and `monday` in any case.
  init?(_ text: Substring) {
    let name = text.lowercased()
    let found = Self.allCases.first { "\($0)" == name || $0.shortName.lowercased() == name }
    guard let found else { return nil }
    self = found
  }
}

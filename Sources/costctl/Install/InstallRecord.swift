/// What an installation did, to be told.
struct InstallRecord: Hashable, Sendable {
  /// One line each: `wrote PATH`.
  var done: [String] = []
  /// Commands that are left to the user; the schedule is not in force before them.
  var left: [String] = []

  /// The lines for standard output.
  func text(otherwise unchanged: String) -> String {
    let lines = done.isEmpty && left.isEmpty ? [unchanged] : done
    return lines.map { "\($0)\n" }.joined()
  }
}

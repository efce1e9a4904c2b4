/// The text of a user's crontab, in which the report has a block of its own.
struct Crontab: Hashable, Sendable {
  static let begin = "# costctl report: written by costctl report install, which replaces it"
  static let end = "# costctl report: end"

  let text: String

  /// The same with the report's line in it, where it was or at the end.
  func adding(_ line: CronLine) throws(InstallError) -> Crontab {
    let block = [Self.begin, line.text, Self.end]
    var lines = self.lines
    if let range = try blockRange(in: lines) {
      lines.replaceSubrange(range, with: block)
    } else {
      lines += block
    }
    return Crontab(lines)
  }

  func removing() throws(InstallError) -> Crontab {
    var lines = self.lines
    if let range = try blockRange(in: lines) { lines.removeSubrange(range) }
    return Crontab(lines)
  }

  init(text: String) { self.text = text }

  private init(_ lines: [String]) { text = lines.map { "\($0)\n" }.joined() }

  private var lines: [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private func blockRange(in lines: [String]) throws(InstallError) -> ClosedRange<Int>? {
    let first = lines.firstIndex(of: Self.begin)
    let last = lines.firstIndex(of: Self.end)
    guard let first, let last, first < last else {
      guard first == nil && last == nil else { throw .damagedCrontab }
      return nil
    }
    return first...last
  }
}

package import CostModel

extension HTTPResponse {
  /// The server's own time.
  package var date: Instant? { header("Date").flatMap(Instant.init(httpDate:)) }

  /// How long the server asks to be left alone: seconds, or a date against its own.
  package var retryAfter: Duration? {
    guard let text = header("Retry-After") else { return nil }
    if let seconds = Int(text) { return seconds >= 0 ? .seconds(seconds) : nil }
    guard let date, let until = Instant(httpDate: text) else { return nil }
    return .seconds(max(0, until.seconds(since: date)))
  }
}

import CostModel
import Synchronization

/// The time as the service tells it: the machine's clock, corrected once it proves wrong.
final class ServiceClock: Sendable {
  private let now: @Sendable () -> Instant
  private let correction = Mutex(0)

  /// AWS accepts signatures up to five minutes off.
  private static let toleratedSeconds = 240

  init(now: @escaping @Sendable () -> Instant) { self.now = now }

  var instant: Instant { now().advanced(by: correction.withLock { $0 }) }

  /// Follows the service's date if what was signed at `signed` was far from it.
  func follow(_ date: Instant, signed: Instant) -> Bool {
    guard abs(date.seconds(since: signed)) >= Self.toleratedSeconds else { return false }
    correction.withLock { $0 = date.seconds(since: now()) }
    return true
  }
}

extension Instant {
  /// Reads the form that HTTP/1.1 servers send, `Sun, 06 Nov 1994 08:49:37 GMT`.
  init?(httpDate text: String) {
    let parts = text.split(separator: " ")
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])),
      let year = Int(parts[3]), (1970...9999).contains(year), parts[1].utf8.count == 2
    else { return nil }
    let number = month + 1
    self.init(iso8601: "\(year)-\(number < 10 ? "0" : "")\(number)-\(parts[1])T\(parts[4])Z")
  }
}

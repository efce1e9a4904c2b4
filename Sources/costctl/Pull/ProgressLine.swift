import CostModel
import Foundation
import Synchronization

/// One line on a terminal that says how far a pull is: points, rate and remaining time.
final class ProgressLine: Sendable {
  private struct State {
    var expected = 0
    var dealtWith = 0
    var received = 0
    var start = ContinuousClock.now
    var drawn: ContinuousClock.Instant?
  }

  private let isShown: Bool
  private let state = Mutex(State())
  private static let interval = Duration.milliseconds(200)

  init(isShown: Bool) { self.isShown = isShown }

  /// Begins a pass that asks for this many points.
  func expect(points: Int) {
    state.withLock { state in
      state.expected = points
      state.dealtWith = 0
      state.start = .now
    }
  }

  func received(_ points: Int) {
    update { $0.received += points }
  }

  func finished(_ points: Int) {
    update { $0.dealtWith += points }
  }

  /// Takes the line away.
  func clear() {
    let wasDrawn = state.withLock { $0.drawn != nil }
    if wasDrawn { write("\r\u{1b}[K") }
  }

  private func update(_ body: (inout State) -> Void) {
    let line: String? = state.withLock { state in
      body(&state)
      let now = ContinuousClock.now
      if let drawn = state.drawn, drawn.duration(to: now) < Self.interval { return nil }
      guard isShown else { return nil }
      state.drawn = now
      return Self.line(state, after: state.start.duration(to: now).inSeconds)
    }
    if let line { write("\r\(line)\u{1b}[K") }
  }

  private static func line(_ state: State, after seconds: Double) -> String {
    let rate = seconds > 0 ? Double(state.received) / seconds : 0
    var line =
      "\(Shown.number(Double(state.received))) points, \(Shown.number(rate.rounded()))/s"
    guard state.expected > 0 else { return line }
    let share = Double(state.dealtWith) / Double(state.expected)
    line += ", \(Int((share * 100).rounded(.down))) % done"
    if share > 0, share < 1 {
      let rest = (seconds / share * (1 - share)).rounded(.up)
      line += ", \(Shown.number(rest)) s left"
    }
    return line
  }

  private func write(_ text: String) {
    _ = StandardStreams.write(Array(text.utf8), to: STDERR_FILENO)
  }
}

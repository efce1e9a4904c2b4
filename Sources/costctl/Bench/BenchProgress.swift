import Foundation

/// One line on a terminal that says what a benchmark is doing.
struct BenchProgress {
  let isShown: Bool

  func say(_ text: String) { draw(text) }

  /// Takes the line away.
  func clear() { draw("") }

  private func draw(_ text: String) {
    guard isShown else { return }
    _ = StandardStreams.write(Array("\r\(text)\u{1b}[K".utf8), to: STDERR_FILENO)
  }
}

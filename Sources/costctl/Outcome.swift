/// How a command ended, as its exit code.
enum Outcome: Int32, Sendable {
  case done = 0
  case failed = 1
  /// A gate asked for with `--fail-on` was tripped.
  case gateTripped = 2
  /// Done in part.
  case partial = 3
  case usage = 64
  case interrupted = 130
}

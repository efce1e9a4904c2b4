/// What is set differently on a function that stays on Lambda.
package enum LambdaChange: Hashable, Sendable {
  case memory(Megabytes, Architecture)
  /// So many environments kept ready.
  case provisioned(Int)
  /// A commitment to so much an hour, which Lambda's duration is paid from.
  case plan(CommitmentTerm, hourly: USD)
}

/// What the Lambda Insights extension measured over the window, where a function carries it.
package struct InsightsUsage: Hashable, Sendable {
  /// Invocations it measured: fewer than there were where it has not been there all the time.
  package let measured: Requests
  /// The most memory that one execution used; nil when no invocation was measured.
  package let usedMemory: Megabytes?
  /// INIT of all cold starts, which is billed and not part of busy time.
  package let initSeconds: Double

  package init(measured: Requests, usedMemory: Megabytes?, initSeconds: Double) {
    self.measured = measured
    self.usedMemory = usedMemory
    self.initSeconds = initSeconds
  }
}

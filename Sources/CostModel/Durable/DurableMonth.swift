/// What `costctl.yaml` says of one durable execution, for want of metrics; nil where it says nothing.
package struct StatedDurableState: Hashable, Sendable {
  package let checkpoints: Operations?
  package let bytesPerCheckpoint: Bytes?
  /// 1…90.
  package let retentionDays: Int?

  package init(
    checkpoints: Operations? = nil, bytesPerCheckpoint: Bytes? = nil, retentionDays: Int? = nil
  ) {
    self.checkpoints = checkpoints
    self.bytesPerCheckpoint = bytesPerCheckpoint
    self.retentionDays = retentionDays
  }
}

/// A month of durable executions: what was metered, completed by what is configured.
package struct DurableMonth: Hashable, Sendable {
  /// How the number of executions is known.
  package enum Count: String, Hashable, Sendable, CaseIterable {
    /// The metric DurableExecutionStarted.
    case metered
    /// Operations metered over the checkpoints configured for one execution.
    case derived
    /// Each invocation taken for an execution: nothing tells replays apart.
    case assumed
  }

  package let usage: DurableUsage
  /// Nil when operations were metered and nobody says how many make an execution.
  package let count: Count?
  /// Invocations of the month, replays included.
  package let invocations: Requests
  package let retentionDays: Int
  /// False when operations and bytes are executions × checkpoints × size from the configuration.
  package let isMetered: Bool

  /// Nil for a function that is not durable, or of whose state nothing is known.
  package init?(_ profile: UsageProfile, stated: StatedDurableState?) {
    let scale = profile.window.perMonth
    let configuration = profile.configuration
    retentionDays =
      configuration.durable?.retentionDays ?? stated?.retentionDays
      ?? DurableLimits.standardRetentionDays
    invocations = profile.totals.invocations * scale
    isMetered = profile.durable != nil
    if let metered = profile.durable {
      let executions = Self.executions(of: metered, stated: stated)
      usage = DurableUsage(
        operations: metered.operations * scale, written: metered.written * scale,
        executions: executions.map { $0.amount * scale })
      count = executions?.count
    } else if let checkpoints = stated?.checkpoints, let size = stated?.bytesPerCheckpoint,
      configuration.isKnownNotToBeDurable == false
    {
      let operations = checkpoints * invocations.value
      usage = DurableUsage(
        operations: operations, written: Gigabytes(bytes: operations.value * size.value),
        executions: Executions(invocations.value))
      count = .assumed
    } else {
      return nil
    }
  }

  private static func executions(
    of metered: DurableUsage, stated: StatedDurableState?
  ) -> (amount: Executions, count: Count)? {
    if let started = metered.executions { return (started, .metered) }
    guard let checkpoints = stated?.checkpoints, checkpoints > .zero else { return nil }
    return (Executions(metered.operations / checkpoints), .derived)
  }
}

extension FunctionConfiguration {
  /// The inventory was read, and has no durable configuration.
  fileprivate var isKnownNotToBeDurable: Bool { deployment != nil && durable == nil }
}

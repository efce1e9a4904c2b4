import CostModel

extension FunctionInventory {
  /// What the cost model asks of packaging and start.
  var deployment: FunctionDeployment {
    FunctionDeployment(
      packaging: FunctionDeployment.Packaging(rawValue: packageType) ?? .zip,
      runtime: runtime.map { LambdaRuntime($0) }, hasFileSystems: hasFileSystems,
      hasSnapStart: snapStartApplyOn == "PublishedVersions")
  }

  /// Nil for a function without durable executions.
  var durable: DurableConfiguration? {
    guard isDurable else { return nil }
    return DurableConfiguration(
      retentionDays: durableRetentionDays,
      timeout: durableTimeoutSeconds.map { .seconds($0) })
  }
}

extension FunctionInventory {
  static let columns = """
    package_type, runtime, timeout_seconds, snapstart_apply_on, snapstart_status, \
    ephemeral_storage_mb, has_file_systems, is_durable, durable_retention_days, \
    durable_timeout_seconds, managed_instances, capacity_provider_arn, \
    environment_max_concurrency, environment_gib_per_vcpu, has_insights_layer
    """
  static let columnCount = 15

  /// Reads what `columns` names, from `column` on; nil in a run that samples alone speak of.
  init?(_ row: borrowing PreparedStatement, column: Int) {
    guard let packageType = row.text(column) else { return nil }
    self.init(
      packageType: packageType, runtime: row.text(column + 1),
      timeoutSeconds: row.optionalInt(column + 2), snapStartApplyOn: row.text(column + 3),
      snapStartStatus: row.text(column + 4), ephemeralStorageMB: row.optionalInt(column + 5),
      hasFileSystems: row.int(column + 6) == 1, isDurable: row.int(column + 7) == 1,
      durableRetentionDays: row.optionalInt(column + 8),
      durableTimeoutSeconds: row.optionalInt(column + 9),
      runsOnManagedInstances: row.int(column + 10) == 1,
      capacityProviderARN: row.text(column + 11),
      environmentConcurrency: row.optionalInt(column + 12),
      environmentGiBPerVCPU: row.optionalDouble(column + 13),
      hasInsightsLayer: row.int(column + 14) == 1)
  }

  static func bind(
    _ inventory: FunctionInventory?, to statement: borrowing PreparedStatement, from index: Int
  ) {
    guard let inventory else {
      for offset in 0..<columnCount { statement.bindNull(at: index + offset) }
      return
    }
    statement.bind(inventory.packageType, at: index)
    statement.bind(inventory.runtime, at: index + 1)
    statement.bind(inventory.timeoutSeconds, at: index + 2)
    statement.bind(inventory.snapStartApplyOn, at: index + 3)
    statement.bind(inventory.snapStartStatus, at: index + 4)
    statement.bind(inventory.ephemeralStorageMB, at: index + 5)
    statement.bind(inventory.hasFileSystems ? 1 : 0, at: index + 6)
    statement.bind(inventory.isDurable ? 1 : 0, at: index + 7)
    statement.bind(inventory.durableRetentionDays, at: index + 8)
    statement.bind(inventory.durableTimeoutSeconds, at: index + 9)
    statement.bind(inventory.runsOnManagedInstances ? 1 : 0, at: index + 10)
    statement.bind(inventory.capacityProviderARN, at: index + 11)
    statement.bind(inventory.environmentConcurrency, at: index + 12)
    statement.bind(inventory.environmentGiBPerVCPU, at: index + 13)
    statement.bind(inventory.hasInsightsLayer ? 1 : 0, at: index + 14)
  }
}

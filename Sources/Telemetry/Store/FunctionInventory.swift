/// What only the inventory of Lambda knows about a function; nil where the API left a field out.
package struct FunctionInventory: Hashable, Sendable {
  package var packageType: String
  package var runtime: String?
  package var timeoutSeconds: Int?
  package var snapStartApplyOn: String?
  package var snapStartStatus: String?
  package var ephemeralStorageMB: Int?
  package var hasFileSystems = false
  package var isDurable = false
  package var durableRetentionDays: Int?
  package var durableTimeoutSeconds: Int?
  /// Runs on Lambda Managed Instances, where EC2 is paid for instead of duration.
  package var runsOnManagedInstances = false
  package var capacityProviderARN: String?
  /// Executions that one environment on a managed instance runs at once.
  package var environmentConcurrency: Int?
  package var environmentGiBPerVCPU: Double?
  /// Carries the layer that reports to Lambda Insights; images hold it inside, where no list shows it.
  package var hasInsightsLayer = false
}

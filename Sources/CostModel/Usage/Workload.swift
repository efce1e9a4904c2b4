/// One Lambda function in one account and region: what a verdict is about.
package struct Workload: Hashable, Comparable, Sendable {
  package let name: String
  /// Twelve digits, or nil when the samples did not say.
  package let account: String?
  package let region: String

  package init(name: String, account: String? = nil, region: String) {
    self.name = name
    self.account = account
    self.region = region
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.name, left.account ?? "", left.region) < (right.name, right.account ?? "", right.region)
  }
}

/// What the function was set to in the window; nil where nobody has said.
package struct FunctionConfiguration: Hashable, Sendable {
  /// The memory last seen in the window; usage has already been weighted with what held when.
  package let memory: Megabytes?
  package let architecture: Architecture?
  /// `/tmp` in MB; Lambda gives 512 MB for free.
  package let ephemeralStorage: Megabytes?
  /// Nil where the function is not durable or nobody has said.
  package let durable: DurableConfiguration?
  /// On Lambda Managed Instances EC2 is paid for, and no duration.
  package let runsOnManagedInstances: Bool
  /// Nil without inventory.
  package let deployment: FunctionDeployment?

  package init(
    memory: Megabytes?, architecture: Architecture?, ephemeralStorage: Megabytes? = nil,
    durable: DurableConfiguration? = nil, runsOnManagedInstances: Bool = false,
    deployment: FunctionDeployment? = nil
  ) {
    self.memory = memory
    self.architecture = architecture
    self.ephemeralStorage = ephemeralStorage
    self.durable = durable
    self.runsOnManagedInstances = runsOnManagedInstances
    self.deployment = deployment
  }
}

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
  /// Days a finished durable execution is kept, 1…90.
  package let durableRetentionDays: Int?
  /// On Lambda Managed Instances EC2 is paid for, and no duration.
  package let runsOnManagedInstances: Bool
  /// Keeps snapshots of its versions on a runtime that pays for them, as every one but Java does.
  package let paysForSnapStart: Bool

  package init(
    memory: Megabytes?, architecture: Architecture?, ephemeralStorage: Megabytes? = nil,
    durableRetentionDays: Int? = nil, runsOnManagedInstances: Bool = false,
    paysForSnapStart: Bool = false
  ) {
    self.memory = memory
    self.architecture = architecture
    self.ephemeralStorage = ephemeralStorage
    self.durableRetentionDays = durableRetentionDays
    self.runsOnManagedInstances = runsOnManagedInstances
    self.paysForSnapStart = paysForSnapStart
  }
}

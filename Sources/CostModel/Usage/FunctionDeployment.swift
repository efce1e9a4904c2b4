/// How a function is packaged and started, as the inventory of Lambda gives it.
package struct FunctionDeployment: Hashable, Sendable {
  /// Spelled as the Lambda API spells it.
  package enum Packaging: String, Hashable, Sendable, CaseIterable {
    case zip = "Zip"
    case image = "Image"
  }

  package let packaging: Packaging
  /// `python3.12`; nil for a container image, whose language the inventory does not say.
  package let runtime: LambdaRuntime?
  /// EFS or S3 Files are mounted.
  package let hasFileSystems: Bool
  /// Snapshots are taken of published versions.
  package let hasSnapStart: Bool

  package init(
    packaging: Packaging, runtime: LambdaRuntime? = nil, hasFileSystems: Bool = false,
    hasSnapStart: Bool = false
  ) {
    self.packaging = packaging
    self.runtime = runtime
    self.hasFileSystems = hasFileSystems
    self.hasSnapStart = hasSnapStart
  }
}

/// What a function's durable executions are allowed.
package struct DurableConfiguration: Hashable, Sendable {
  /// Days a finished execution is kept, 1…90.
  package let retentionDays: Int?
  /// The longest an execution may take, waits included.
  package let timeout: Duration?

  package init(retentionDays: Int? = nil, timeout: Duration? = nil) {
    self.retentionDays = retentionDays
    self.timeout = timeout
  }
}

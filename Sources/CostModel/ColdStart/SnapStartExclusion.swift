/// Why a function cannot have SnapStart (Lambda Developer Guide, SnapStart, 2026).
package enum SnapStartExclusion: Hashable, Sendable, CustomStringConvertible {
  case provisionedConcurrency
  case fileSystems
  /// More `/tmp` than 512 MB.
  case ephemeralStorage(Megabytes)
  case runtime(LambdaRuntime)
  case managedInstances
  case region(String)

  package var description: String {
    switch self {
    case .provisionedConcurrency: "provisioned concurrency excludes it"
    case .fileSystems: "a mounted file system excludes it"
    case .ephemeralStorage(let size):
      "\(Shown.number(size.value)) MB of /tmp exclude it: 512 MB are the most"
    case .runtime(let runtime):
      "\(runtime) has none: Java 11, Python 3.12 and .NET 8 or newer have, and container images"
    case .managedInstances: "Managed Instances have none"
    case .region(let region): "\(region) has none"
    }
  }

  /// Where SnapStart is not offered: New Zealand and Taipei.
  static let regionsWithout: Set<String> = ["ap-southeast-6", "ap-east-2"]
}

/// Whether a function as it is set may start from snapshots.
package enum SnapStartSupport: Hashable, Sendable {
  case on
  /// Off, and could be turned on.
  case allowed
  /// Every reason there is, never empty.
  case excluded([SnapStartExclusion])

  /// Container images may since September 2026, whatever their language.
  package init(_ profile: UsageProfile, _ deployment: FunctionDeployment) {
    let configuration = profile.configuration
    var exclusions = Self.lasting(profile, deployment)
    if deployment.hasFileSystems { exclusions.append(.fileSystems) }
    if let size = configuration.ephemeralStorage, size > LambdaRates.freeEphemeralStorage {
      exclusions.append(.ephemeralStorage(size))
    }
    if deployment.hasSnapStart {
      self = .on
    } else {
      self = exclusions.isEmpty ? .allowed : .excluded(exclusions)
    }
  }

  /// What excludes SnapStart however the model is loaded.
  static func lasting(
    _ profile: UsageProfile, _ deployment: FunctionDeployment
  ) -> [SnapStartExclusion] {
    var exclusions: [SnapStartExclusion] = []
    if let ready = profile.provisioned?.configured, ready > .zero {
      exclusions.append(.provisionedConcurrency)
    }
    if profile.configuration.runsOnManagedInstances { exclusions.append(.managedInstances) }
    if deployment.packaging == .zip, let runtime = deployment.runtime, !runtime.supportsSnapStart {
      exclusions.append(.runtime(runtime))
    }
    if SnapStartExclusion.regionsWithout.contains(profile.workload.region) {
      exclusions.append(.region(profile.workload.region))
    }
    return exclusions
  }
}

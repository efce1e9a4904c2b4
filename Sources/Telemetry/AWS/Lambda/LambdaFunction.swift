package import CostModel

/// What ListFunctions says about one function, as far as cost depends on it.
///
/// Environment variables are not among the fields, so they are never decoded.
package struct LambdaFunction: Sendable, Hashable {
  package let name: String
  /// Twelve digits out of the ARN; nil when the ARN has none.
  package let account: String?
  package let memoryMB: Int?
  package let architecture: Architecture
  package let lastModified: Instant?
  package let inventory: FunctionInventory
}

extension LambdaFunction: Decodable {
  private enum CodingKeys: String, CodingKey {
    case name = "FunctionName"
    case arn = "FunctionArn"
    case memory = "MemorySize"
    case architectures = "Architectures"
    case packageType = "PackageType"
    case runtime = "Runtime"
    case timeout = "Timeout"
    case lastModified = "LastModified"
    case snapStart = "SnapStart"
    case ephemeralStorage = "EphemeralStorage"
    case fileSystems = "FileSystemConfigs"
    case durable = "DurableConfig"
    case capacityProvider = "CapacityProviderConfig"
    case layers = "Layers"
  }

  private struct SnapStart: Decodable {
    let ApplyOn: String?
    let OptimizationStatus: String?
  }

  private struct Storage: Decodable {
    let Size: Int?
  }

  private struct Durable: Decodable {
    let RetentionPeriodInDays: Int?
    let ExecutionTimeout: Int?
  }

  private struct CapacityProvider: Decodable {
    struct Instances: Decodable {
      let CapacityProviderArn: String?
      let PerExecutionEnvironmentMaxConcurrency: Int?
      let ExecutionEnvironmentMemoryGiBPerVCpu: Double?
    }
    let LambdaManagedInstancesCapacityProviderConfig: Instances?
  }

  private struct Layer: Decodable {
    let Arn: String?

    /// As `arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension-Arm64:20`.
    var isInsights: Bool { Arn?.contains(":layer:LambdaInsightsExtension") == true }
  }

  /// An object whose content does not matter.
  private struct Present: Decodable {
    init(from decoder: any Decoder) throws {}
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    let arn = try values.decodeIfPresent(String.self, forKey: .arn)
    account = arn.flatMap(Self.account)
    memoryMB = try values.decodeIfPresent(Int.self, forKey: .memory)
    let architectures = try values.decodeIfPresent([String].self, forKey: .architectures)
    architecture = architectures?.first.flatMap(Architecture.init) ?? .x86_64
    lastModified = try values.decodeIfPresent(String.self, forKey: .lastModified)
      .flatMap(Self.instant)
    let snapStart = try values.decodeIfPresent(SnapStart.self, forKey: .snapStart)
    let durable = try values.decodeIfPresent(Durable.self, forKey: .durable)
    let provider = try values.decodeIfPresent(CapacityProvider.self, forKey: .capacityProvider)
    let instances = provider?.LambdaManagedInstancesCapacityProviderConfig
    let layers = try values.decodeIfPresent([Layer].self, forKey: .layers)
    let fileSystems = try values.decodeIfPresent([Present].self, forKey: .fileSystems)
    inventory = FunctionInventory(
      packageType: try values.decodeIfPresent(String.self, forKey: .packageType) ?? "Zip",
      runtime: try values.decodeIfPresent(String.self, forKey: .runtime),
      timeoutSeconds: try values.decodeIfPresent(Int.self, forKey: .timeout),
      snapStartApplyOn: snapStart?.ApplyOn, snapStartStatus: snapStart?.OptimizationStatus,
      ephemeralStorageMB: try values.decodeIfPresent(Storage.self, forKey: .ephemeralStorage)?
        .Size,
      hasFileSystems: fileSystems?.isEmpty == false,
      isDurable: durable != nil,
      durableRetentionDays: durable?.RetentionPeriodInDays,
      durableTimeoutSeconds: durable?.ExecutionTimeout,
      runsOnManagedInstances: provider != nil,
      capacityProviderARN: instances?.CapacityProviderArn,
      environmentConcurrency: instances?.PerExecutionEnvironmentMaxConcurrency,
      environmentGiBPerVCPU: instances?.ExecutionEnvironmentMemoryGiBPerVCpu,
      hasInsightsLayer: layers?.contains(where: \.isInsights) == true)
  }

  /// The fifth part of `arn:aws:lambda:us-east-1:123456789012:function:name`.
  private static func account(in arn: String) -> String? {
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 4, parts[4].utf8.count == 12, parts[4].allSatisfy(\.isNumber) else {
      return nil
    }
    return String(parts[4])
  }

  /// Lambda writes `2026-01-05T10:00:00.000+0000`, an offset without its colon.
  private static func instant(_ text: String) -> Instant? {
    Instant(iso8601: text.hasSuffix("+0000") ? text.dropLast(5) + "Z" : text[...])
  }
}

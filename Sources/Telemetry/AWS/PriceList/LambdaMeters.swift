import CostModel

/// The usage types of AWS Lambda.
///
/// From readings of the AWSLambda offer of October 2026. One of ours may have two: what AWS lists by
/// architecture at one price is one price.
struct LambdaMeters: Sendable {
  let region: String

  private typealias Entry = (item: String, units: [String: UnitScale])

  private static let byUsageType: [String: Entry] = {
    var table: [String: Entry] = [
      "Lambda-Durable-Execution-Operations": ("durable/operation", .operations),
      "Lambda-Durable-Execution-Written-Bytes": ("durable/written", .gigabytes),
      "Lambda-Durable-Execution-TimedStorage-ByteHrs": ("durable/retained", .gigabyteMonths),
      "Lambda-SnapStart-Cached-GB-S": ("snapstart/cache", .gigabyteSeconds),
      "Lambda-SnapStart-Restored-GB": ("snapstart/restore", .gigabytes),
      "Lambda-Event-Poller-Unit-Hour": ("event-poller/kafka", .hours),
      "Lambda-SQS-Event-Poller-Unit-Hour": ("event-poller/sqs", .hours),
      "Lambda-MicroVM-Snapshot-Write-GB": ("microvm/snapshot-write", .gigabytes),
      "Lambda-MicroVM-Snapshot-Read-GB": ("microvm/snapshot-read", .gigabytes),
      "Lambda-MicroVM-Snapshot-Storage-GB-Hour": ("microvm/snapshot-storage", .gigabyteMonths),
    ]
    for (suffix, architecture) in [("", Architecture.x86_64), ("-ARM", .arm64)] {
      let name = architecture.rawValue
      table["Request\(suffix)"] = ("request/\(name)", .requests)
      table["Lambda-GB-Second\(suffix)"] = ("duration/\(name)", .gigabyteSeconds)
      table["Lambda-Provisioned-Concurrency\(suffix)"] = (
        "provisioned/configured/\(name)", .gigabyteSeconds
      )
      table["Lambda-Provisioned-GB-Second\(suffix)"] = (
        "provisioned/duration/\(name)", .gigabyteSeconds
      )
      table["Lambda-Storage-GB-Second\(suffix)"] = ("ephemeral-storage/\(name)", .gigabyteSeconds)
      table["Lambda-Tenant-Isolated-Environment-Memory-GB\(suffix)"] = (
        "tenant-isolation/\(name)", .gigabytes
      )
      table["Lambda-Streaming-Response-Processed-Bytes\(suffix)"] = ("streaming", .gigabytes)
      table["Lambda-Managed-Instances-Request\(suffix)"] = ("managed-instances/request", .requests)
      table["Lambda-MicroVM-vCPU-Second\(suffix)"] = ("microvm/vcpu", .vcpuHours)
      table["Lambda-MicroVM-Memory-GB-Second\(suffix)"] = ("microvm/memory", .gigabyteSeconds)
    }
    return table
  }()

  /// `usageType` is bare: without the region before it.
  func meter(_ usageType: String) -> Meter? {
    guard let entry = Self.byUsageType[usageType] else { return nil }
    let note = entry.units == .vcpuHours ? "listed by the second: x 3,600" : nil
    return Meter(LambdaRates.key(entry.item, region), per: entry.units, note: note)
  }

  /// The same usage under a Savings Plan; nil for what plans do not discount.
  func planMeter(_ usageType: String, _ term: PlanTerm) -> Meter? {
    guard let entry = Self.byUsageType[usageType],
      entry.item.hasPrefix("duration/") || entry.item.hasPrefix("provisioned/")
    else { return nil }
    let payment = "savings-plan/\(entry.item)/\(term.payment.name)"
    return Meter(
      LambdaRates.key(term.years == 1 ? payment : "\(payment)/\(term.years)yr", region),
      per: entry.units, note: "Compute Savings Plan, \(term)")
  }

  /// The instance type of `Lambda-Managed-Instances-c7g.xlarge-Management-Hours`.
  func managedInstance(_ usageType: String) -> String? {
    let (head, tail) = ("Lambda-Managed-Instances-", "-Management-Hours")
    guard usageType.hasPrefix(head), usageType.hasSuffix(tail) else { return nil }
    return String(usageType.dropFirst(head.count).dropLast(tail.count))
  }
}

import CostModel

/// One account and region after its inventory, before anything is paid for.
package struct PulledRegion: Sendable {
  package let account: String
  package let region: String
  package let inventory: InventoryRecord
  let client: AWSClient
  let targets: [Target]

  /// A function whose metrics are wanted.
  struct Target: Sendable {
    let workload: Workload
    let statistics: [LambdaStatistic]
    /// Epoch seconds; nil while the function exists.
    var goneAt: Int?
  }

  package var workloads: Int { targets.count }
}

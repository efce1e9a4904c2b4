package import CostModel

/// A made-up fleet with one workload per kind of verdict; the same values on every run.
package enum SampleFleet {
  package static let window = AnalysisWindow(
    since: Instant(epochSeconds: 1_767_571_200), until: Instant(epochSeconds: 1_768_780_800))

  /// The day after the window, when the sample documents are made.
  package static let generatedAt = Instant(epochSeconds: 1_768_867_200)

  /// What makes one workload of the fleet differ from the next.
  package struct Member: Sendable {
    package var name: String
    package var account: String? = "123456789012"
    package var region = "us-east-1"
    package var memory: Double? = 10_240
    package var architecture: Architecture? = .arm64
    package var utilization = 0.05
    /// Half of the interval round it.
    package var margin = 0.01
    package var slots = 2
    package var coverage = 1.0
    package var firmness = Firmness.firm
    package var secondsPerInvocation = 4.0
    package var errors: Double? = 0
    package var throttles: Double? = 0
    package var durable: DurableCost?
    package var findings: [Finding] = []

    package init(_ name: String) { self.name = name }
  }

  /// Dearest first, the two without a cost last: the order `analyze` gives.
  package static let members: [Member] = [
    member("embed-batch") {
      ($0.utilization, $0.margin, $0.slots) = (0.62, 0.04, 12)
      $0.findings = [
        Finding(.memoryStarved, .info, "8 vCPU-bound slots wait for memory"),
        Finding(.nearTimeout, .critical, "the longest invocation took 874 s of 900 s"),
        Finding(.throttled, .warning, "41 of 5,624,640 invocations were throttled"),
      ]
      $0.throttles = 41
    },
    member("agent-planner") {
      ($0.utilization, $0.margin, $0.slots) = (0.39, 0.03, 4)
      $0.firmness = .borderline
      $0.durable = bloatedState
      $0.findings = [
        Finding(
          .durableBloat, .warning, "311,296 bytes per checkpoint; 21.4 % of the cost is state",
          monthlySaving: USD(87.125))
      ]
    },
    member("chat-support") { ($0.utilization, $0.margin, $0.slots) = (0.182, 0.0235, 3) },
    member("rag-query") {
      ($0.architecture, $0.memory, $0.region) = (.x86_64, 8192, "eu-west-1")
      ($0.utilization, $0.coverage, $0.firmness) = (0.22, 0.61, .provisional)
      ($0.errors, $0.throttles) = (nil, nil)
      $0.findings = [
        Finding(.coverageGap, .warning, "61 % of the window was pulled"),
        Finding(.priceUnverified, .info, "the price of SnapStart is not confirmed"),
      ]
    },
    member("summarize-tickets") { $0.utilization = 0.071 },
    member("nightly-digest") {
      ($0.utilization, $0.margin, $0.slots, $0.memory) = (0.000_004, 0.000_003, 1, 512)
    },
    member("classify-legacy") {
      ($0.memory, $0.architecture, $0.account) = (nil, nil, nil)
      $0.findings = [Finding(.memoryUnknown, .warning, "no memory size: set it in the file")]
    },
    member("idle-prototype") {
      ($0.utilization, $0.margin, $0.slots, $0.memory) = (0, 0, 0, nil)
      $0.findings = [Finding(.idle, .info, "no invocation in 14 days")]
    },
  ]

  package static let bloatedState = DurableCost(
    operations: Operations(5_200_000), written: Gigabytes(1618.7392), retained: GBMonths(745.2),
    operationsCost: USD(41.6), writtenCost: USD(404.6848), retainedCost: USD(111.78),
    bytesPerCheckpoint: 311_296, shareOfCost: Ratio(0.214), isBloated: true)

  /// A member that differs from the plain one by what `change` sets.
  package static func member(_ name: String, _ change: (inout Member) -> Void = { _ in }) -> Member
  {
    var member = Member(name)
    change(&member)
    return member
  }

  /// As many members as wanted, the kinds repeating.
  package static func members(_ count: Int) -> [Member] {
    (0..<count).map { index in
      var member = members[index % members.count]
      member.name += "-\(index)"
      return member
    }
  }
}

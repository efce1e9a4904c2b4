/// How many execution slots an always-on replacement is sized for.
package enum Sizing: String, Codable, Hashable, Sendable, CaseIterable {
  case max, p99, p95
}

/// How far a verdict may be trusted.
package enum Firmness: String, Codable, Hashable, Sendable, CaseIterable {
  /// The interval lies in one tier.
  case firm
  /// The interval crosses a threshold.
  case borderline
  /// Too little was seen: coverage under 90 %, less than 7 days, or a pull that failed in between.
  case provisional
}

/// Utilization of an always-on replacement of the same peak, with its 90 % interval.
package struct Utilization: Hashable, Sendable {
  package let value: Ratio
  package let low: Ratio
  package let high: Ratio
  /// Execution slots, C in U = average concurrency / C.
  package let slots: Int
  package let sizing: Sizing
  package let atP99: Ratio
  package let shareOfPeriodsAtPeak: Ratio

  package init(
    value: Ratio, low: Ratio, high: Ratio, slots: Int, sizing: Sizing, atP99: Ratio,
    shareOfPeriodsAtPeak: Ratio
  ) {
    self.value = value
    self.low = low
    self.high = high
    self.slots = slots
    self.sizing = sizing
    self.atP99 = atP99
    self.shareOfPeriodsAtPeak = shareOfPeriodsAtPeak
  }
}

/// The meters of one Lambda function, in unrounded dollars.
package struct LambdaCost: Hashable, Sendable {
  package let compute: USD
  package let requests: USD
  package let ephemeralStorage: USD
  package let snapStart: USD
  package let provisioned: USD
  package let durable: USD

  package init(
    compute: USD, requests: USD, ephemeralStorage: USD = .zero, snapStart: USD = .zero,
    provisioned: USD = .zero, durable: USD = .zero
  ) {
    self.compute = compute
    self.requests = requests
    self.ephemeralStorage = ephemeralStorage
    self.snapStart = snapStart
    self.provisioned = provisioned
    self.durable = durable
  }

  package static let zero = LambdaCost(compute: .zero, requests: .zero)

  package var total: USD { vanishing + durable }

  /// What would be saved by leaving Lambda: everything but the durable state, which goes along.
  package var vanishing: USD { compute + requests + ephemeralStorage + snapStart + provisioned }

  func with(durable: USD) -> LambdaCost {
    LambdaCost(
      compute: compute, requests: requests, ephemeralStorage: ephemeralStorage,
      snapStart: snapStart, provisioned: provisioned, durable: durable)
  }

  package static func * (cost: Self, factor: Double) -> Self {
    LambdaCost(
      compute: cost.compute * factor, requests: cost.requests * factor,
      ephemeralStorage: cost.ephemeralStorage * factor, snapStart: cost.snapStart * factor,
      provisioned: cost.provisioned * factor, durable: cost.durable * factor)
  }
}

/// What a month of durable state meters and costs.
package struct DurableCost: Hashable, Sendable {
  package let operations: Operations
  package let written: Gigabytes
  package let retained: GBMonths
  package let operationsCost: USD
  package let writtenCost: USD
  package let retainedCost: USD
  /// Nil when no operation was metered.
  package let bytesPerCheckpoint: Double?
  /// Share of the workload's whole cost; nil when the rest is unknown.
  package let shareOfCost: Ratio?
  package let isBloated: Bool

  package init(
    operations: Operations, written: Gigabytes, retained: GBMonths, operationsCost: USD,
    writtenCost: USD, retainedCost: USD, bytesPerCheckpoint: Double?, shareOfCost: Ratio?,
    isBloated: Bool
  ) {
    self.operations = operations
    self.written = written
    self.retained = retained
    self.operationsCost = operationsCost
    self.writtenCost = writtenCost
    self.retainedCost = retainedCost
    self.bytesPerCheckpoint = bytesPerCheckpoint
    self.shareOfCost = shareOfCost
    self.isBloated = isBloated
  }

  package var total: USD { operationsCost + writtenCost + retainedCost }
}

/// Everything `analyze` says of one workload.
package struct WorkloadAnalysis: Hashable, Sendable {
  package let profile: UsageProfile
  package let utilization: Utilization
  package let tier: Tier
  package let firmness: Firmness
  /// Usage scaled to 730 h at the prices in force; nil when memory or a price is unknown.
  package let monthlyCost: LambdaCost?
  package let durable: DurableCost?
  package let details: WorkloadDetails
  package let findings: [Finding]

  package init(
    profile: UsageProfile, utilization: Utilization, tier: Tier, firmness: Firmness,
    monthlyCost: LambdaCost?, durable: DurableCost?,
    details: WorkloadDetails = WorkloadDetails(), findings: [Finding]
  ) {
    self.profile = profile
    self.utilization = utilization
    self.tier = tier
    self.firmness = firmness
    self.monthlyCost = monthlyCost
    self.durable = durable
    self.details = details
    self.findings = findings
  }

  /// The month's cost scaled back to the window, the same keys.
  package var windowCost: LambdaCost? {
    monthlyCost.map { $0 * (1 / profile.window.perMonth) }
  }
}

/// The answer of `analyze`: all workloads of one window.
package struct Analysis: Hashable, Sendable {
  package let window: AnalysisWindow
  /// Dearest first; workloads without a cost last, by name.
  package let workloads: [WorkloadAnalysis]
  /// What was taken for granted for want of data, one sentence each.
  package let assumptions: [String]

  package init(window: AnalysisWindow, workloads: [WorkloadAnalysis], assumptions: [String]) {
    self.window = window
    self.workloads = workloads
    self.assumptions = assumptions
  }

  package var invocations: Requests { workloads.map(\.profile.totals.invocations).sum() }
  package var gbSeconds: GBSeconds { workloads.compactMap(\.profile.totals.gbSeconds).sum() }
  package var monthlyCost: USD { workloads.compactMap(\.monthlyCost?.total).sum() }
}

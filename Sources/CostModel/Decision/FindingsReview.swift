/// Everything worth telling about one workload, gravest first.
struct FindingsReview {
  private let profile: UsageProfile
  private let utilization: Utilization
  private let costs: WorkloadCosts

  init(profile: UsageProfile, utilization: Utilization, costs: WorkloadCosts) {
    self.profile = profile
    self.utilization = utilization
    self.costs = costs
  }

  var findings: [Finding] {
    let found =
      [
        missingPrice, unknownMemory, idleness, bloat, starvation, timeout, errorRate, throttling,
        Self.failedPull(profile), Self.insufficientData(profile), Self.coverageGap(profile),
        Self.coldStarts(profile, costs), estimatedPeak, contradiction, assumedArchitecture,
        unverifiedPrice, DurableReview.limit(costs.details.durable),
      ].compactMap { $0 } + (costs.details.coldStart.map { ColdStartReview($0).findings } ?? [])
    return found.filter { $0.severity == .critical } + found.filter { $0.severity == .warning }
      + found.filter { $0.severity == .info }
  }

  private var missingPrice: Finding? {
    costs.missing.map { Finding(.priceMissing, .critical, "No cost: \($0).") }
  }

  private var unverifiedPrice: Finding? {
    costs.unverified.map {
      Finding(.priceUnverified, .info, "The price of \($0) is confirmed by no source.")
    }
  }

  private var unknownMemory: Finding? {
    guard profile.totals.gbSeconds == nil else { return nil }
    return Finding(
      .memoryUnknown, .critical,
      "No cost: the configured memory is unknown; import a memory_mb column or pull the inventory.")
  }

  private var idleness: Finding? {
    let totals = profile.totals
    guard totals.invocations == .zero, totals.busySeconds == 0,
      profile.coverage >= Firmness.sufficientCoverage
    else { return nil }
    let standing = costs.monthly?.total ?? .zero
    let saving = standing > .zero ? standing : nil
    return Finding(
      .idle, saving == nil ? .info : .warning,
      "Never invoked in \(Shown.days(profile.window.length))"
        + (saving == nil ? "." : ", and still pays for what is kept ready."),
      monthlySaving: saving)
  }

  private var bloat: Finding? {
    guard let durable = costs.durable, durable.isBloated else { return nil }
    let bytes = durable.bytesPerCheckpoint.map { "\(Shown.bytes($0)) per checkpoint" }
    let share = durable.shareOfCost.map { "\(Shown.percent($0)) of the cost" }
    let measure = [bytes, share].compactMap { $0 }.joined(separator: ", ")
    let remedy =
      durable.leanSaving == nil
      ? "the checkpoints are small: fewer operations would save, not smaller state."
      : DurableReview.remedy(costs.details.durable?.reference)
    return Finding(
      .durableBloat, .warning,
      "Durable state costs \(Shown.dollars(durable.total)) a month (\(measure)): \(remedy)",
      monthlySaving: durable.leanSaving)
  }

  /// Under one vCPU and seconds long: the memory is too small for the CPU that comes with it.
  private var starvation: Finding? {
    guard let memory = profile.configuration.memory, let mean = profile.totals.meanSeconds,
      memory.value < 1769, mean >= 3
    else { return nil }
    let share = VCPUs(lambdaMemory: memory)
    return Finding(
      .memoryStarved, .warning,
      "\(Shown.number(memory.value)) MB buy \(Shown.number(share.value)) vCPU and a run takes "
        + "\(Shown.number(mean)) s: more memory brings CPU in proportion at the same GB-seconds.")
  }

  private var timeout: Finding? {
    guard let longest = profile.totals.longestSeconds, longest >= 0.9 * 900 else { return nil }
    return Finding(
      .nearTimeout, .warning,
      "The longest run took \(Shown.number(longest)) s of the 900 s Lambda allows.")
  }

  private var errorRate: Finding? {
    let invocations = profile.totals.invocations.value
    guard let errors = profile.totals.errors, invocations > 0, errors / invocations >= 0.01
    else { return nil }
    return Finding(
      .errors, .warning,
      "\(Shown.percent(Ratio(errors / invocations))) of invocations failed and were billed.")
  }

  private var throttling: Finding? {
    guard let throttles = profile.totals.throttles, throttles > 0 else { return nil }
    return Finding(
      .throttled, .warning,
      "\(Shown.number(throttles)) calls were throttled: the peak seen is the limit, not the demand."
    )
  }

  private var contradiction: Finding? {
    guard Utilization.isClamped(profile, slots: utilization.slots) else { return nil }
    return Finding(
      .utilizationClamped, .info,
      "Busy time exceeds \(utilization.slots) slots over the window, because durations are stamped "
        + "at the start: utilization is held at 100 %.")
  }

  private var estimatedPeak: Finding? {
    guard profile.concurrency.isEstimated else { return nil }
    return Finding(
      .peakEstimated, .info,
      "Concurrency is missing in places: the peak of \(profile.concurrency.peak) is a lower bound "
        + "from durations, so utilization may be lower than shown.")
  }

  private var assumedArchitecture: Finding? {
    guard profile.configuration.architecture == nil, profile.totals.gbSeconds != nil else {
      return nil
    }
    return Finding(
      .architectureAssumed, .info, "Architecture not stated: billed as x86_64, Lambda's default.")
  }
}

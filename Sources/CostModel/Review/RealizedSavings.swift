/// Finds the advice of earlier reports that was followed, and what that saves.
struct RealizedSavings {
  let advice: [PastAdvice]
  let removed: Set<Workload>

  /// The latest advice of each workload that holds now, the largest saving first.
  func savings(of now: [Workload: WorkloadVerdict]) -> [RealizedSaving] {
    var latest: [Workload: (PastAdvice, RealizedSaving)] = [:]
    for past in advice {
      let workload = past.verdict.workload
      if let known = latest[workload]?.0.period.range.until, known >= past.period.range.until {
        continue
      }
      guard let saving = saving(of: past, now[workload]) else { continue }
      latest[workload] = (past, saving)
    }
    return latest.values.map { $0.1 }.sorted {
      $0.monthlySaving == $1.monthlySaving
        ? $0.workload < $1.workload : $0.monthlySaving > $1.monthlySaving
    }
  }

  /// Nil where it was not followed, or nobody can tell.
  private func saving(of past: PastAdvice, _ now: WorkloadVerdict?) -> RealizedSaving? {
    switch AdvisedMove(option: past.verdict.option) {
    case .unseen: nil
    case .resize(let memory, let architecture):
      now.flatMap { resized(past, $0, memory, architecture) }
    case .leave: left(past, now)
    }
  }

  /// Today's invocations at what one cost before, and what was kept ready as it was.
  private func resized(
    _ past: PastAdvice, _ now: WorkloadVerdict, _ memory: Megabytes, _ architecture: Architecture
  ) -> RealizedSaving? {
    let before = past.verdict
    guard now.memory == memory, now.architecture == architecture,
      before.memory != memory || before.architecture != architecture,
      before.hasTraffic, now.hasTraffic, now.isComparable
    else { return nil }
    let kept = before.meters.map { $0.snapStart + $0.provisioned } ?? .zero
    let growth = now.invocationsPerMonth / before.invocationsPerMonth
    return RealizedSaving(
      workload: now.workload, advisedIn: past.period, option: before.option,
      monthlyCostBefore: kept + (before.monthlyCostNow - kept) * growth,
      monthlyCostNow: now.monthlyCostNow)
  }

  /// Nobody sees the traffic where it went: it is taken as it was, at the price of the advised place.
  private func left(_ past: PastAdvice, _ now: WorkloadVerdict?) -> RealizedSaving? {
    let before = past.verdict
    let isSilent = now.map { !$0.hasTraffic && $0.isComparable } ?? false
    guard before.hasTraffic, isSilent || removed.contains(before.workload) else { return nil }
    return RealizedSaving(
      workload: before.workload, advisedIn: past.period, option: before.option,
      monthlyCostBefore: before.monthlyCostNow,
      monthlyCostNow: before.monthlyCostThen + (isSilent ? now?.monthlyCostNow ?? .zero : .zero))
  }
}

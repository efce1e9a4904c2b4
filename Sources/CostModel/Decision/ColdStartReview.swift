/// What to tell of how a workload's environments start.
struct ColdStartReview {
  let details: ColdStartDetails

  init(_ details: ColdStartDetails) { self.details = details }

  /// Savings below this are not worth a change.
  static let worthwhile = USD(1)

  var findings: [Finding] {
    let path = cheaperPath
    return [path, snapStart(besidePath: path != nil)].compactMap { $0 }
  }

  /// A way to load the model that can be had and costs less at the starts known.
  private var cheaperPath: Finding? {
    guard let starts = details.starts.perMonth, let model = details.model,
      let present = details.presentLoading, let best = details.cheapestLoading,
      let now = present.monthlyCost(starts), let then = best.monthlyCost(starts),
      now - then >= Self.worthwhile, let slow = present.coldStart, let fast = best.coldStart
    else { return nil }
    return Finding(
      .storagePath, fast <= slow ? .warning : .info,
      "Loading the model (\(Shown.bytes(model.value))) from \(present.wording) costs "
        + "\(Shown.dollars(now)) a month, \(Shown.number(starts.value.rounded())) cold starts of "
        + "\(Shown.number(slow.inSeconds)) s; from \(best.wording) \(Shown.dollars(then)), in an "
        + "estimated \(Shown.number(fast.inSeconds)) s\(condition(present)).",
      monthlySaving: now - then)
  }

  /// The inventory does not say how the file system is paid for.
  private func condition(_ present: ModelLoading) -> String {
    present.source == .efs ? ", if the file system is in Elastic throughput" : ""
  }

  /// What the snapshot costs, and whether it pays.
  private func snapStart(besidePath: Bool) -> Finding? {
    guard let cost = details.snapStart else { return nil }
    let balance = details.starts.perMonth.flatMap { starts in
      cost.perInitialization.map { $0 * starts.value - cost.monthlyCost }
    }
    if details.hasSnapStart { return kept(cost, balance: besidePath ? nil : balance) }
    guard !besidePath, let balance, balance >= Self.worthwhile else { return nil }
    return Finding(
      .snapStart, .warning,
      "SnapStart is off and could be on: a snapshot would cost \(Shown.dollars(cost.monthlyCost)) a "
        + "month, the INIT it spares \(Shown.dollars(cost.monthlyCost + balance)).",
      monthlySaving: balance)
  }

  private func kept(_ cost: SnapStartCost, balance: USD?) -> Finding {
    let thousand = Shown.dollars(cost.perRestore * 1000)
    var text =
      "SnapStart keeps \(cost.versions == 1 ? "1 snapshot" : "\(cost.versions) snapshots") for "
      + "\(Shown.dollars(cost.caching.cost)) a month before the first request, and 1,000 restores "
      + "cost \(thousand)"
    if let breakEven = cost.breakEven {
      text +=
        "; it costs less than the INIT it spares from "
        + "\(Shown.number(breakEven.value.rounded(.up))) cold starts a month on"
    }
    guard let balance, balance <= USD(0) - Self.worthwhile else {
      return Finding(.snapStart, .info, text + ".")
    }
    let loss = USD(0) - balance
    return Finding(
      .snapStart, .info,
      text + ". Today it costs \(Shown.dollars(loss)) more: that buys the shorter start.",
      monthlySaving: loss)
  }
}

extension ModelLoading {
  fileprivate var wording: String {
    let place =
      switch source {
      case .image: "the container image"
      case .efs: "EFS"
      case .tmp: "S3 through /tmp"
      case .memfd: "S3 into memory (memfd)"
      }
    return usesSnapStart ? "\(place) with SnapStart" : place
  }
}

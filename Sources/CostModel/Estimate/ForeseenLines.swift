/// Prices what a foreseen workload is charged besides where it runs: a line each.
struct ForeseenLines {
  let workload: ForeseenWorkload
  let prices: PriceBook
  let appliesFreeTier: Bool

  /// Of every request's response Lambda streams so much free.
  static let freeResponse = Bytes(6 * 1_048_576)

  func lines() throws(PriceBookError) -> [CostLine] {
    try streaming() + agent() + approval()
  }

  /// Bytes beyond the first 6 MB of each response, beyond 100 GB a month of them with the free tier.
  ///
  /// 1,000,000 responses of 10 MB: (10 − 6) × 1,048,576 B × 1e6 = 4,194.304 GB at $0.008 are $33.55.
  private func streaming() throws(PriceBookError) -> [CostLine] {
    guard let response = workload.extras.response else { return [] }
    let price: Price<Gigabytes> = try prices.price(LambdaRates.key("streaming", workload.region))
    let beyond = max(.zero, response - Self.freeResponse)
    let sent = Gigabytes(bytes: beyond.value * workload.monthlyRequests.value)
    let free = appliesFreeTier ? prices.lambdaFreeTier.streamed : .zero
    return [
      CostLine("response streaming beyond 6 MB a request", max(.zero, sent - free), at: price)
    ]
  }

  /// The same sessions on AgentCore Runtime: 1 vCPU-hour of work $0.0895, 1 GB-hour held $0.00945.
  private func agent() throws(PriceBookError) -> [CostLine] {
    guard let session = workload.extras.agent else { return [] }
    func key(_ item: String) -> PriceKey {
      PriceKey(service: "bedrock", region: workload.region, item: "agentcore/\(item)")
    }
    let (cpu, memory): (Price<VCPUHours>, Price<GBHours>) = (
      try prices.price(key("vcpu")), try prices.price(key("memory"))
    )
    let hours = workload.monthlyRequests.value / 3600
    return [
      CostLine(
        "AgentCore Runtime, active CPU", VCPUHours(session.cpuSeconds * hours), at: cpu),
      CostLine(
        "AgentCore Runtime, memory held",
        GBHours(session.memory.gigabytes * session.seconds * hours), at: memory),
    ]
  }

  /// No compute while it waits; the state is kept for as long, and as the execution is retained after.
  private func approval() throws(PriceBookError) -> [CostLine] {
    guard let approval = workload.extras.approval else { return [] }
    let rates = try DurableRates(region: workload.region, prices: prices)
    let duration: TieredPrice<GBSeconds> = try prices.tieredPrice(
      LambdaRates.key("duration/\(workload.architecture.rawValue)", workload.region))
    let count = approval.perDay.value * Hours.month.value / 24
    let written = Gigabytes(bytes: approval.state.value * count)
    return [
      CostLine("waiting for approval, compute", GBSeconds.zero, at: duration.first),
      CostLine(
        "waiting for approval, operations", ApprovalWait.operations * count, at: rates.operation),
      CostLine("waiting for approval, state written", written, at: rates.written),
      CostLine(
        "waiting for approval, state kept",
        DurableRates.retained(written: written, kept: approval.wait + approval.retention),
        at: rates.retained),
    ]
  }
}

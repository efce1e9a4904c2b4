/// Decides before anything is deployed: the month to expect, priced as a metered one would be.
package struct Estimator: Sendable {
  package let prices: PriceBook
  package let analysis: AnalysisSettings
  package let settings: RecommendationSettings
  package let book: RateBook

  package init(
    prices: PriceBook, analysis: AnalysisSettings, settings: RecommendationSettings, book: RateBook
  ) {
    self.prices = prices
    self.analysis = analysis
    self.settings = settings
    self.book = book
  }

  package func estimate(_ workload: ForeseenWorkload) throws(EstimateError) -> Estimate {
    let time = try requestTime(workload)
    let seconds = time.mid.inSeconds
    guard seconds <= MemoryAdvice.timeout.inSeconds else {
      throw .tooSlow(seconds: seconds, memory: workload.memory)
    }
    let forecast = ConcurrencyForecast(
      requestsPerDay: workload.requestsPerDay, seconds: seconds, shape: workload.shape)
    let profile = workload.profile(forecast, seconds: seconds)
    let costs = FleetCosts(profiles: [profile], prices: prices, settings: analysis).workloads
    if let missing = costs.first?.missing { throw .price(missing) }
    let utilization = utilization(of: profile, time)
    let judged = WorkloadAnalysis(
      profile: profile, utilization: utilization, tier: settings.rule.tier(of: utilization.value),
      firmness: .provisional, monthlyCost: costs.first?.monthly, durable: nil, findings: [])
    let request = workload.request
    let report = Recommender(
      prices: prices, settings: settings,
      knowledge: RequestKnowledge(book: book) { _ in .success(request) }
    ).recommend(Analysis(window: profile.window, workloads: [judged], assumptions: []))
    guard let recommendation = report.recommendations.first else {
      throw .requests(.notConfigured)
    }
    return Estimate(
      workload: workload, recommendation: recommendation, requestTime: time, forecast: forecast,
      lines: try lines(of: workload),
      assumptions: Self.assumptions(workload, forecast) + report.assumptions)
  }

  private func requestTime(_ workload: ForeseenWorkload) throws(EstimateError) -> RequestTime {
    do throws(RequestGap) {
      return try RequestProfile(
        workload.request, rates: book.rates(of: workload.request.model), memory: workload.memory,
        architecture: workload.architecture
      ).onLambda
    } catch {
      throw .requests(error)
    }
  }

  private func lines(of workload: ForeseenWorkload) throws(EstimateError) -> [CostLine] {
    do throws(PriceBookError) {
      return try ForeseenLines(
        workload: workload, prices: prices, appliesFreeTier: analysis.appliesFreeTier
      ).lines()
    } catch {
      throw .price(error)
    }
  }

  /// The slots of the expected time; a request that takes longer keeps them busier.
  private func utilization(of profile: UsageProfile, _ time: RequestTime) -> Utilization {
    let mid = Utilization(of: profile, sizing: analysis.sizing, bootstrap: nil)
    func scaled(_ end: Duration) -> Ratio { (mid.value * (end / time.mid)).clamped }
    return Utilization(
      value: mid.value, low: scaled(time.low), high: scaled(time.high), slots: mid.slots,
      sizing: mid.sizing, atP99: mid.atP99, shareOfPeriodsAtPeak: mid.shareOfPeriodsAtPeak)
  }

  private static func assumptions(
    _ workload: ForeseenWorkload, _ forecast: ConcurrencyForecast
  ) -> [String] {
    var sentences = [
      "Requests come at random within each hour: \(forecast.peak) at once are exceeded in at most "
        + "0.1 % of the busiest hour (Poisson, load = requests a second × seconds each).",
      "Nothing was measured: cold starts, retries and traffic that differs by the day are not in it.",
    ]
    if forecast.peak > 1000 {
      sentences.append(
        "A peak of \(Shown.number(Double(forecast.peak))) is above Lambda's 1,000 concurrent executions "
          + "a region: ask for a higher quota first.")
    }
    return sentences
  }
}

/// Starts of environments: billed INIT, SnapStart, and each way to load the model.
struct ColdStartExplainer {
  let analysis: WorkloadAnalysis
  let lines: LinesExplainer

  private var profile: UsageProfile { analysis.profile }

  var figures: [Explanation.Figure] {
    guard let details = analysis.details.coldStart else { return [] }
    return [billed(details)].compactMap { $0 } + snapStart(details)
      + details.loadings.flatMap {
        loading($0, starts: details.starts.perMonth)
      }
  }

  private func dollars(_ name: String, _ value: USD, _ formula: Expression)
    -> Explanation.Figure
  {
    .init(name: name, value: value.value, unit: USD.unit, formula: formula)
  }

  private func starts(_ count: Starts) -> Expression {
    .input(
      ExplainedInput(
        "cold starts a month", count.value, Starts.unit, .configuration,
        "cold_starts_per_day of workloads, or Lambda Insights init_duration / init_seconds"))
  }

  private func billed(_ details: ColdStartDetails) -> Explanation.Figure? {
    guard let billed = details.billed, billed.duration > .zero, billed.cost > .zero else {
      return nil
    }
    return dollars(
      "billed INIT", billed.cost,
      .product([
        .metric(
          "GB-seconds of INIT", billed.duration.value, GBSeconds.unit,
          "Lambda Insights init_duration × GB, or starts × init_seconds × GB of the configuration"),
        .input(
          ExplainedInput(
            "average price of a GB-second", billed.cost.value / billed.duration.value,
            "USD per GB-second", .price, "as of compute: tiers and free tier shared by the account")
        ),
      ]))
  }

  private var memory: Expression {
    .input(
      ExplainedInput(
        "memory", profile.configuration.memory?.gigabytes ?? 0, "GB", .inventory,
        "MemorySize of the configuration"))
  }

  private func snapStart(_ details: ColdStartDetails) -> [Explanation.Figure] {
    guard let cost = details.snapStart else { return [] }
    var figures = [
      dollars("SnapStart snapshots", cost.caching.cost, lines.expression(cost.caching)),
      dollars(
        "one restore", cost.perRestore, lines.expression(.product([memory]), of: "restores")),
    ]
    if let restoring = cost.restoring {
      figures.append(dollars("restores", restoring.cost, lines.expression(restoring)))
    }
    guard let initialization = cost.perInitialization else { return figures }
    let length = Expression.input(
      ExplainedInput(
        "seconds of INIT", details.initialization?.inSeconds ?? 0, "second", .configuration,
        "Lambda Insights, init_seconds, or what today's source of the model takes, method 10"))
    figures.append(
      dollars("one INIT", initialization, lines.expression(.product([length, memory]), of: "INIT")))
    if let point = cost.breakEven {
      figures.append(
        .init(
          name: "break-even of SnapStart", value: point.value, unit: Starts.unit,
          formula: .quotient(
            .figure("SnapStart snapshots", cost.caching.cost),
            .difference(
              .figure("one INIT", initialization), .figure("one restore", cost.perRestore)))))
    }
    return figures
  }

  private func loading(_ loading: ModelLoading, starts count: Starts?) -> [Explanation.Figure] {
    guard loading.isFeasible else { return [] }
    let name = loading.name
    func itemized(_ all: [CostLine], _ title: String) -> [Explanation.Figure] {
      let parts = all.map {
        dollars("\($0.item) of \(title)", $0.cost, lines.expression($0))
      }
      let sum = parts.map { Expression.figure($0.name, USD($0.value)) }
      return parts + [
        dollars(
          title, all.total,
          sum.isEmpty ? .method("nothing", 0, USD.unit, "it has no meter") : .sum(sum))
      ]
    }
    let (month, start) = ("month of \(name)", "start from \(name)")
    let figures = itemized(loading.fixed, month) + itemized(loading.perStart, start)
    guard let count, let total = loading.monthlyCost(count) else { return figures }
    return figures + [
      dollars(
        "model from \(name)", total,
        .sum([
          .figure(month, loading.fixed.total),
          .product([starts(count), .figure(start, loading.perStart.total)]),
        ]))
    ]
  }
}

extension ModelLoading {
  /// `memfd+snapstart`.
  package var name: String { source.rawValue + (usesSnapStart ? "+snapstart" : "") }
}

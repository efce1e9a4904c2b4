import CostModel

extension JSONWriter {
  /// Cold starts, SnapStart and every way to load the model; null when nothing is known of them.
  mutating func coldStart(_ details: ColdStartDetails?) {
    guard let details else { return null("cold_start") }
    object("cold_start") {
      $0.member("starts_per_month", details.starts.perMonth)
      $0.member("init_seconds", details.starts.initialization?.inSeconds)
      $0.member("billed_init_gb_seconds", details.billed?.duration)
      $0.member("billed_init_cost", details.billed?.cost)
      $0.snapStart(details)
      $0.member("model_bytes", details.model)
      $0.member("model_unknown", details.modelGap?.description)
      $0.member("model_source", details.present?.rawValue)
      $0.objects("sources", details.loadings) { writer, loading in
        writer.members(of: loading, starts: details.starts.perMonth)
      }
    }
  }

  private mutating func snapStart(_ details: ColdStartDetails) {
    object("snapstart") {
      $0.member("state", details.support?.name ?? "unknown")
      $0.strings("why_not", details.support?.reasons ?? [])
      $0.member("free", details.isSnapStartFree)
      $0.member("versions", details.snapStart?.versions)
      $0.member("snapshot_cost", details.snapStart?.caching.cost)
      $0.member("restores_cost", details.snapStart?.restoring?.cost)
      $0.member("cost_per_restore", details.snapStart?.perRestore)
      $0.member("cost_per_init", details.snapStart?.perInitialization)
      $0.member("breakeven_starts_per_month", details.snapStart?.breakEven)
    }
  }

  private mutating func members(of loading: ModelLoading, starts: Starts?) {
    member("source", loading.source.rawValue)
    member("snapstart", loading.usesSnapStart)
    member("present", loading.isPresent)
    member("feasible", loading.isFeasible)
    member("why_not", loading.whyNot ?? loading.missing?.description)
    member("cold_start_seconds", loading.coldStart?.inSeconds)
    member("cold_start_seconds_with_raised_network", loading.raisedColdStart?.inSeconds)
    member("fixed_monthly_cost", loading.isFeasible ? loading.fixed.total : nil)
    member("cost_per_start", loading.isFeasible ? loading.perStart.total : nil)
    member("monthly_cost", starts.flatMap(loading.monthlyCost))
    member("caution", loading.caution)
    lines("fixed_items", loading.fixed)
    lines("start_items", loading.perStart)
  }
}

extension SnapStartSupport {
  fileprivate var name: String {
    switch self {
    case .on: "on"
    case .allowed: "allowed"
    case .excluded: "excluded"
    }
  }

  fileprivate var reasons: [String] {
    if case .excluded(let exclusions) = self { exclusions.map(\.description) } else { [] }
  }
}

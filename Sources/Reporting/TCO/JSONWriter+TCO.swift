import CostModel

extension JSONWriter {
  /// All that `tco` says, in its own document and in the scheduled report's.
  mutating func members(of comparison: TCOComparison) {
    window(comparison.report.window)
    member("workloads", comparison.report.recommendations.count)
    member("workloads_without_cost", comparison.report.unpriced.count)
    member("node", comparison.assumptions.node.name)
    member("horizon_months", comparison.horizonMonths)
    member("discount_rate", comparison.discountRate.annual)
    member("monthly_discount_rate", comparison.discountRate.monthly)
    decision(comparison)
    rows("options", comparison.options) { $0.members(of: $1) }
    member("per_million_output_tokens_unknown", comparison.tokensUnknown)
    rows("demand", comparison.demand.workloads) {
      $0.members(of: $1, perVCPU: comparison.assumptions.parameters.perVCPU)
    }
    rows("on_prem", comparison.plan.months) { $0.members(of: $1) }
    rows("assumptions", comparison.assumptions.figures) { $0.members(of: $1) }
    rows("tornado", comparison.tornado) { $0.members(of: $1) }
    rows("flips", comparison.flips) { $0.members(of: $1) }
    monteCarlo(comparison.monteCarlo)
    rows("other_nodes", comparison.otherNodes) { $0.members(of: $1) }
    strings("notes", comparison.notes)
  }

  mutating func decision(_ comparison: TCOComparison) {
    object("decision") {
      $0.member("winner", comparison.advantage > .zero ? "on-prem" : "cloud")
      $0.member("on_prem", comparison.onPremises.name)
      $0.member("cheapest_cloud", comparison.cheapestCloud.name)
      $0.member("npv_advantage_of_on_prem", comparison.advantage)
      $0.member("sentence", comparison.verdict)
    }
  }

  mutating func members(of option: TCOOption) {
    member("option", option.name)
    member("total", option.total)
    member("npv", option.presentValue)
    member("npv_saving", option.saving)
    member("payback_month", option.payback.month)
    member("payback", option.payback.shown)
    member("internal_rate_of_return", option.rateOfReturn.rate?.annual)
    member("internal_rate_of_return_absent", option.rateOfReturn.absence)
    member("per_million_output_tokens", option.perMillionOutputTokens)
    member("workloads_left_on_lambda", option.left)
    member("commitment_years", option.commitmentYears)
    member("rests_on_unverified_figures", option.restsOnUnverified)
    member("closing_value", option.closing)
    numbers("cash", option.cash.months)
    numbers("amortized", option.amortized.months)
    numbers("cumulative", option.cash.cumulative)
  }

  mutating func members(of demand: NodeDemand, perVCPU rate: TokensPerSecond) {
    member("workload", demand.workload.name)
    member("account", demand.workload.account)
    member("region", demand.workload.region)
    member("executions_at_peak", demand.slots)
    member("sized_by", demand.tokens == nil ? "vcpus" : "tokens")
    let request = demand.tokens?.request
    member("model", request?.model.name)
    member("quant", request?.model.quantization.name)
    member("prompt_tokens", request?.prompt)
    member("output_tokens", request?.output)
    member("own_output_tokens_per_second_at_peak", demand.tokens?.outputPeak)
    member("own_output_tokens_per_second", demand.tokens?.outputAverage)
    member("peak_tokens_per_second", demand.peak(perVCPU: rate))
    member("average_tokens_per_second", demand.average(perVCPU: rate))
  }

  mutating func members(of month: OnPremisesMonth) {
    member("month", month.month)
    member("volume", month.volume)
    member("peak_tokens_per_second", month.peak)
    member("average_tokens_per_second", month.average)
    member("nodes_needed", month.nodes.needed)
    member("nodes_bought", month.nodes.bought)
    member("nodes_retired", month.nodes.retired)
    member("nodes_standing", month.nodes.standing)
    member("energy_kwh", month.energy)
    let costs = month.costs
    member("purchase", costs.purchase)
    member("residual", costs.residual)
    member("closing_value", costs.closing)
    member("depreciation", costs.depreciation)
    member("power", costs.power)
    member("colocation", costs.colocation)
    member("maintenance", costs.maintenance)
    member("network", costs.network)
    member("staff", costs.staff)
    member("software", costs.software)
    member("migration", costs.migration)
    member("migration_share", costs.migrationShare)
    member("cloud_remainder", costs.cloud)
    member("cash", costs.cash)
    member("amortized", costs.amortized)
  }

  mutating func members(of figure: TCOFigure) {
    member("key", figure.key.rawValue)
    member("title", figure.key.title)
    member("value", figure.value)
    member("unit", figure.key.unit)
    member("low", figure.plausible?.lowerBound)
    member("high", figure.plausible?.upperBound)
    member("source", figure.source)
    member("date", figure.date)
    member("standing", figure.standing.rawValue)
    member("assumption", figure.standing.isAssumption)
    member("note", figure.note)
  }

  mutating func members(of bar: TornadoBar) {
    member("key", bar.key.rawValue)
    member("unit", bar.key.unit)
    member("value", bar.value)
    member("low_value", bar.low.value)
    member("high_value", bar.high.value)
    member("low", bar.low.advantage)
    member("high", bar.high.advantage)
    member("swing", bar.swing)
  }

  mutating func members(of flip: FlipPoint) {
    member("key", flip.key.rawValue)
    member("unit", flip.key.unit)
    member("value", flip.value)
    member("flips_at", flip.flipsAt)
    member("direction", flip.isAbove ? "above" : "below")
    if let plausible = flip.isPlausible {
      member("plausible", plausible)
    } else {
      null("plausible")
    }
    member("sentence", flip.sentence)
  }

  mutating func monteCarlo(_ result: MonteCarlo) {
    object("monte_carlo") {
      $0.member("draws", result.draws)
      $0.member("seed", Int(result.seed))
      $0.member("win_probability", result.winProbability)
      $0.object("npv_advantage_of_on_prem") {
        $0.member("p5", result.advantage.p5)
        $0.member("p50", result.advantage.p50)
        $0.member("p95", result.advantage.p95)
      }
      $0.objects("distributions", result.drawn) { writer, drawn in
        writer.member("key", drawn.key.rawValue)
        writer.member("distribution", "triangular")
        writer.member("low", drawn.distribution.low)
        writer.member("mode", drawn.distribution.mode)
        writer.member("high", drawn.distribution.high)
      }
    }
  }

  mutating func members(of node: TCOComparison.OtherNode) {
    member("node", node.name)
    member("title", node.title)
    member("why_not", node.whyNot)
    member("nodes", node.priced?.nodes)
    member("total", node.priced?.total)
    member("npv", node.priced?.presentValue)
  }
}

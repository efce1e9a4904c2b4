import CostModel

extension RecommendationReport {
  /// One workload of the report: with its rank and advice, or with the reason why there is none.
  enum Row {
    case advised(rank: Int, Recommendation)
    case unpriced(UnpricedWorkload)

    var rank: Int? {
      if case .advised(let rank, _) = self { return rank }
      return nil
    }

    var recommendation: Recommendation? {
      if case .advised(_, let recommendation) = self { return recommendation }
      return nil
    }

    var advice: InferenceAdvice? { recommendation?.inference.advice }

    /// Why there is none; nil too for a workload without a price.
    var tokenGap: RequestGap? {
      if case .unknown(let gap) = recommendation?.inference { return gap }
      return nil
    }

    var workload: Workload {
      switch self {
      case .advised(_, let recommendation): recommendation.analysis.profile.workload
      case .unpriced(let item): item.workload
      }
    }

    var tier: Tier {
      switch self {
      case .advised(_, let recommendation): recommendation.analysis.tier
      case .unpriced(let item): item.tier
      }
    }
  }

  /// The ranked recommendations, then the workloads without a price.
  var rows: [Row] {
    recommendations.enumerated().map { .advised(rank: $0 + 1, $1) } + unpriced.map(Row.unpriced)
  }
}

/// How much work a change is, in the words of AWS Cost Optimization Hub.
package enum ImplementationEffort: String, Hashable, Sendable, CaseIterable {
  case veryLow = "VeryLow"
  case low = "Low"
  case medium = "Medium"
  case high = "High"
  case veryHigh = "VeryHigh"
}

/// What kind of change is advised.
package enum RecommendedAction: String, Hashable, Sendable, CaseIterable {
  case keep = "Keep"
  case migrate = "Migrate"
  /// A move that is paid for one or three years, used or not.
  case migrateAndCommit = "MigrateAndCommit"
}

extension Recommendation {
  package var recommendedAction: RecommendedAction {
    if chosen.name == "lambda" { return .keep }
    return chosen.commitmentYears > 0 ? .migrateAndCommit : .migrate
  }

  /// Staying is nothing to do; another service is a deployment, a fleet is also operated, a site is built.
  package var effort: ImplementationEffort {
    if recommendedAction == .keep { return .veryLow }
    return switch (chosen.tier, chosen.offer?.service) {
    case (.repatriate, _): .veryHigh
    case (_, .managedInstances): .low
    case (_, .sageMaker): .medium
    case (_, .ec2): .high
    case (_, nil): .medium
    }
  }

  /// False where going back leaves something paid for: a commitment, machines.
  package var isReversible: Bool {
    chosen.commitmentYears == 0 && chosen.tier != .repatriate
  }

  /// The same for the same workload and option in every run: `123456789012/us-east-1/chat/ec2/…`.
  package var identifier: String {
    let workload = analysis.profile.workload
    return "\(workload.account ?? "unknown")/\(workload.region)/\(workload.name)/\(chosen.name)"
  }
}

extension PlacementOption {
  package var commitmentYears: Int { offer?.term.years ?? 0 }
}

import CostModel
import Foundation
import Pricing

extension Session {
  /// The database: `--db`, `COSTCTL_DB`, else the user's data folder.
  func database() throws(EnvironmentError) -> ResolvedSetting<String> {
    if let flag = options.db {
      return ResolvedSetting(value: surroundings.absolute(flag), origin: .flag("--db"))
    }
    if let path = surroundings.variable("COSTCTL_DB") {
      return ResolvedSetting(value: surroundings.absolute(path), origin: .environment("COSTCTL_DB"))
    }
    guard let folder = surroundings.userFolder("XDG_DATA_HOME", fallback: ".local/share") else {
      throw .noHome(sought: "the database", flag: "--db")
    }
    return ResolvedSetting(value: "\(folder)/costctl/costctl.db", origin: .default)
  }

  /// The region: `--region`, `AWS_REGION`, `AWS_DEFAULT_REGION`, the file, else us-east-1.
  func region() throws(EnvironmentError) -> ResolvedSetting<String> {
    if let flag = options.region {
      return ResolvedSetting(value: flag.name, origin: .flag("--region"))
    }
    for variable in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
      guard let text = surroundings.variable(variable) else { continue }
      guard let region = RegionName(text) else {
        throw .notARegion(variable: variable, value: text)
      }
      return ResolvedSetting(value: region.name, origin: .environment(variable))
    }
    return setting("region", configuration.region, default: "us-east-1")
  }

  /// A value the file may set.
  func setting<Value>(_ key: String, _ value: Value?, default standard: Value) -> ResolvedSetting<
    Value
  > {
    guard let value, let entry = configuration.entries.first(where: { $0.key == key }) else {
      return ResolvedSetting(value: standard, origin: .default)
    }
    return ResolvedSetting(value: value, origin: .file(entry.location))
  }

  /// - Parameter models: what the names of models stand for; without it only `model_bytes` is known.
  func analysisSettings(sizing: Sizing?, freeTier: Bool, models: RateBook? = nil)
    -> AnalysisSettings
  {
    let configuration = configuration
    return AnalysisSettings(
      rule: configuration.rule,
      sizing: sizing ?? configuration.sizing ?? .max,
      appliesFreeTier: freeTier,
      stated: { configuration.terms(for: $0)?.stated(models: models) ?? StatedTerms() })
  }

  func recommendationSettings(policy: Policy?) throws -> RecommendationSettings {
    RecommendationSettings(
      policy: policy ?? configuration.policy ?? .rule,
      redundancy: configuration.redundancy ?? .none,
      rule: configuration.rule, onPremises: try onPremisesTerms())
  }

  /// Nodes of one's own as the configuration describes them, the rest from the catalogue.
  func onPremisesTerms() throws -> OnPremisesTerms {
    var given = configuration.tco.figures
    if let redundancy = configuration.redundancy, given[.spareNodes] == nil {
      given[.spareNodes] = TCOAssumptions.Given(
        value: Double(redundancy.spareInstances), place: "redundancy in the configuration")
    }
    return OnPremisesTerms(
      catalogue: try Catalogue.onPremises(),
      node: configuration.tco.node ?? OnPremisesCatalogue.standardNode, given: given)
  }
}

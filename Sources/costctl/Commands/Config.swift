import ArgumentParser
import CostModel
import Reporting

struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The configuration in force.", subcommands: [Show.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print every setting with the place it came from.",
      discussion: "Example: costctl config show --config costctl.yaml")

    @OptionGroup var output: OutputOptions
    @OptionGroup var shared: SharedOptions

    func run() throws {
      let session = try Session(shared)
      let listing = SettingListing(settings: session.settings)
      try output.write(listing.rendered(as: output.format, in: session.renderContext()))
    }
  }
}

extension Session {
  /// One line for each setting.
  fileprivate var settings: [SettingListing.Setting] {
    let rule = configuration.rule
    let fixed = [
      line("region", region, \.self),
      line("rules.stay_below", rule) { "\($0.stayBelow.value)" },
      line("rules.repatriate_above", rule) { "\($0.repatriateAbove.value)" },
      line("sizing", configuration.sizing, \.rawValue),
      line("policy", configuration.policy, \.rawValue),
      line("redundancy", configuration.redundancy, \.rawValue),
      line("pricing.edp_discount", configuration.pricing.discount) { "\($0.value)" },
    ]
    let overrides = configuration.pricing.overrides.sorted { $0.key < $1.key }
      .map { key, setting in line("pricing.overrides.\(key)", setting) { "\($0.value)" } }
    let workloads = configuration.workloads.enumerated().map { index, workload in
      SettingListing.Setting(
        key: "workloads[\(index)].match", value: workload.match.pattern,
        origin: workload.origin.description)
    }
    return fixed + overrides + workloads
  }

  private func line<Value>(_ key: String, _ setting: Setting<Value>, _ text: (Value) -> String)
    -> SettingListing.Setting
  {
    SettingListing.Setting(
      key: key, value: text(setting.value), origin: setting.origin.description)
  }
}

import ArgumentParser
import CostModel
import Reporting

/// Every price in force, where it comes from and how old it is.
struct PricingShowCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "List the prices in force, where each comes from and how old it is.",
    discussion: """
      List prices and the configuration's pricing.overrides. What 'costctl pricing update' left is \
      in force before what comes with the program. With --region only prices of that region are \
      listed.

      Example:
        costctl pricing show --service ec2 --item 'c8g.*' --status verified
      """)

  @Option(name: .long, help: ArgumentHelp("Only this service, such as lambda or ec2."))
  var service: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Only items that fit this pattern, such as 'c8g.*'.", valueName: "glob"))
  var item: String?

  @Option(name: .long, help: "Only prices of this standing.")
  var status: PriceStatus?

  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: result.destination)
    let prices = try session.prices()
    let entries = prices.entries.values.filter(isWanted).sorted { $0.key < $1.key }
    if prices.discount > .zero {
      session.messages.note(
        "these are list prices: pricing.edp_discount takes \(Shown.percent(prices.discount)) off "
          + "all but overrides")
    }
    let listing = PriceListing(
      entries: entries, asOf: context.generatedAt,
      catalogues: try session.catalogues().filter { isWanted($0.region) }.map(\.listed))
    try result.destination.write(listing.rendered(as: result.format, in: context))
    return .done
  }

  private func isWanted(_ entry: PriceEntry) -> Bool {
    (service == nil || entry.key.service == service)
      && isWanted(entry.key.region)
      && (item.map { NamePattern($0).matches(entry.key.item) } ?? true)
      && (status == nil || entry.status == status)
  }

  private func isWanted(_ region: String) -> Bool {
    global.regions.isEmpty || global.regions.contains { $0.name == region }
  }
}

extension PriceStatus: ExpressibleByArgument {}

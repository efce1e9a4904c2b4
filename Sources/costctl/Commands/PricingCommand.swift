import ArgumentParser
import CostModel
import Reporting

struct PricingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pricing", abstract: "The price catalogue: what is in force, from where, how old.",
    subcommands: [Show.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the prices in force, overrides included.",
      discussion: "Example: costctl pricing show --service ec2 --region us-east-1 --item 'c8g.*'")

    @Option(help: ArgumentHelp("Only this service.", valueName: "name"))
    var service: String?

    @Option(help: ArgumentHelp("Only items that match.", valueName: "glob"))
    var item: String?

    @Option(help: "Only figures of this standing.")
    var status: PriceStatus?

    @OptionGroup var output: OutputOptions
    @OptionGroup var shared: SharedOptions

    func run() throws {
      let session = try Session(shared)
      let pattern = item.map(Glob.init)
      let entries = try session.prices().entries.values.filter { entry in
        (service == nil || entry.key.service == service)
          && (shared.region == nil || entry.key.region == shared.region)
          && (status == nil || entry.status == status)
          && (pattern?.matches(entry.key.item) ?? true)
      }
      let listing = PriceListing(
        entries: entries.sorted { $0.key < $1.key }, asOf: session.surroundings.now)
      try output.write(listing.rendered(as: output.format, in: session.renderContext()))
    }
  }
}

extension PriceStatus: ExpressibleByArgument {}

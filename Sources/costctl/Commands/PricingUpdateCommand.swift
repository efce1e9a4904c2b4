import ArgumentParser
import CostModel
import Pricing
import Reporting
import Telemetry

/// Renews the prices from AWS's public price list.
struct PricingUpdateCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Read the current prices from the AWS Price List and show what they change.",
    discussion: """
      Reads the Price List Bulk files of AWS, which need no account: Lambda, EC2 on demand and \
      reserved, Savings Plans, SageMaker, CloudWatch and Bedrock. EC2's file of a region is some \
      300 MB; it is read as it arrives and never held. A region's prices are taken whole or not at \
      all, and kept as costctl/pricing/REGION.DAY.json in $XDG_DATA_HOME; from then on they are in \
      force before those that come with the program. A file whose version is in force already is \
      not read again. pricing.overrides keep the last word.

      Without --region the regions of the stored workloads are renewed, else the configured one.

      Examples:
        costctl pricing update --region us-east-1 --dry-run
        costctl pricing update --region eu-west-1 --region us-east-2
        costctl pricing update --service lambda --format json
        costctl pricing update --from /mnt/price-list
      """)

  @Option(
    name: .customLong("service"),
    help: ArgumentHelp(
      "Only prices of this service; may be repeated. Savings Plans come with ec2 and lambda alike.")
  )
  var services: [PricedService] = []

  @Flag(name: .long, help: "Say what would change, and keep nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Read files too whose version is in force, as after a new costctl.")
  var again = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Another place of the same files: an https address, or a folder with offers/v1.0/aws/index.json \
      (default: AWS's own host).
      """, valueName: "dir-or-url"))
  var from: String?

  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func validate() throws {
    if from == "" { throw ValidationError("--from needs a folder or an address") }
  }

  func run(in surroundings: Surroundings) async throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: result.destination)
    let job = try job(session, on: context.generatedAt)
    let task = Task { try await job.run() }
    Interruption.cancelling { task.cancel() }
    defer { Interruption.cancelling(nil) }
    let report: PriceUpdateReport
    do {
      report = try await task.value
    } catch is CancellationError {
      return .interrupted
    } catch PriceListError.cancelled {
      return .interrupted
    }
    for failure in report.failures {
      session.messages.failure("\(failure.region) keeps its prices: \(failure.reason)")
    }
    if report.verdict != .failed || result.format == .json {
      try result.destination.write(report.rendered(as: result.format, in: context))
    }
    return report.verdict
  }

  private func job(_ session: Session, on now: Instant) throws -> PriceUpdateJob {
    guard let folder = session.catalogueFolder() else {
      throw EnvironmentError.noHome(sought: "the price catalogue", flag: "XDG_DATA_HOME")
    }
    let curl = try CurlTransport(
      CurlConfiguration(
        userAgent: "costctl/\(Costctl.configuration.version)", maximumConnections: 1,
        certificateBundle: session.surroundings.variable("AWS_CA_BUNDLE"),
        proxy: HTTPProxy(environment: session.surroundings.environment)))
    let transport: any HTTPTransport =
      session.options.verbose
      ? LoggedTransport(transport: curl, messages: session.messages) : curl
    let source = PriceListSource(
      place(in: session.surroundings), transport: transport, timer: ContinuousClock())
    let instances = Set(try Catalogue.bundledInstances().map(\.name))
    return PriceUpdateJob(
      session: session, list: PriceList(source, instances: instances), folder: folder,
      regions: try session.regionsToRenew(), offers: offers, readsAgain: again,
      isDryRun: dryRun,
      day: Instant(epochSeconds: now.epochSeconds / 86_400 * 86_400))
  }

  private func place(in surroundings: Surroundings) -> PriceListSource.Place {
    guard let from else { return PriceListSource.aws }
    let bare = from.hasSuffix("/") ? String(from.dropLast()) : from
    return from.contains("://") ? .server(bare) : .folder(surroundings.absolute(bare))
  }

  private var offers: [PriceListOffer] {
    PriceListOffer.allCases.filter { offer in
      services.isEmpty || services.contains { offer.services.contains($0.rawValue) }
    }
  }
}

/// A service that the price list prices, as price keys spell it.
enum PricedService: String, ExpressibleByArgument, CaseIterable {
  case lambda, ec2, sagemaker, bedrock, cloudwatch
}

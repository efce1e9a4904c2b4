import ArgumentParser
import CostModel
import Foundation
import Telemetry

/// How one account is reached: its settings, its credentials and one connection pool.
struct AccountAccess: Sendable {
  let settings: AWSSettings
  /// Where it is asked when nothing names regions.
  let region: String
  /// Described as it reads after "from".
  let regionOrigin: String
  let credentials: ExpiringCredentials
  private let environment: AWSEnvironment
  private let transport: any HTTPTransport
  private let endpoints: AWSEndpoints
  private let policy: RetryPolicy

  static let services = [AWSService.cloudWatch, .lambda, .sts, .ec2]

  /// A role is assumed with what the profile resolves to.
  init(
    _ options: AccessOptions, account: PulledAccount, session: Session, connections: Int
  ) throws {
    environment = session.surroundings.awsEnvironment
    settings = try AWSSettings(
      AWSOptions(
        profile: account.profile, region: session.options.region?.name,
        endpointURL: options.endpointURL),
      environment: environment)
    (region, regionOrigin) = try Self.region(settings, account, session: session)
    let curl = try CurlTransport(
      CurlConfiguration(
        userAgent: "costctl/\(Costctl.configuration.version)", maximumConnections: connections,
        certificateBundle: settings.caBundle?.value, allowsPlainHTTP: options.allowsPlainHTTP,
        proxy: HTTPProxy(environment: environment.variables)))
    transport =
      session.options.verbose
      ? LoggedTransport(transport: curl, messages: session.messages) : curl
    credentials = ExpiringCredentials(
      Self.chain(account.roleARN, settings, environment, transport), now: environment.now)
    var endpoints = AWSEndpoints()
    for service in Self.services {
      endpoints.byService[service] = try settings.endpoint(for: service.name)?.value
    }
    self.endpoints = endpoints
    // The SDKs' standard of three gives up within seconds, which throttling outlasts.
    policy =
      settings.maximumAttempts.origin == .standard
      ? RetryPolicy() : RetryPolicy(maximumAttempts: settings.maximumAttempts.value)
  }

  /// For calls of the control plane, under its rate.
  func control(in region: String) -> AWSClient {
    client(in: region, rate: AWSQuota.controlCalls.rate(clock: ContinuousClock()))
  }

  func source(in region: String, pointQuota: AWSQuota) -> PullSource {
    PullSource(
      control: control(in: region),
      metrics: client(
        in: region, rate: AWSQuota.metricCalls.rate(clock: ContinuousClock()),
        pointRate: pointQuota.rate(clock: ContinuousClock())))
  }

  func enabledRegions() async throws -> [String] {
    try await RegionList(client: control(in: region)).enabled()
  }

  private func client(
    in region: String, rate: RequestRate, pointRate: RequestRate? = nil
  ) -> AWSClient {
    AWSClient(
      region: region, transport: transport, credentials: credentials, endpoints: endpoints,
      policy: policy, rate: rate, pointRate: pointRate, now: environment.now,
      timer: ContinuousClock(), random: { Double.random(in: 0..<1) })
  }

  private static func chain(
    _ roleARN: String?, _ settings: AWSSettings, _ environment: AWSEnvironment,
    _ transport: any HTTPTransport
  ) -> CredentialChain {
    roleARN.map {
      .assuming(role: $0, settings: settings, environment: environment, transport: transport)
    } ?? CredentialChain(settings: settings, environment: environment, transport: transport)
  }

  /// `--region`, else the account's first, else as the AWS tools resolve it; where they find none, the
  /// configuration's, else the default.
  private static func region(
    _ settings: AWSSettings, _ account: PulledAccount, session: Session
  ) throws -> (String, String) {
    if session.options.region == nil, let first = account.regions.first {
      return (first, "accounts")
    }
    if let named = settings.region { return (named.value, "\(named.origin)") }
    let region = try session.region()
    return (region.value, "\(region.origin)")
  }
}

extension Session {
  /// Those of the configuration, which `--profile` sets aside.
  func accounts(_ options: AccessOptions) -> [PulledAccount] {
    options.profile == nil && !configuration.accounts.isEmpty
      ? configuration.accounts : [PulledAccount(profile: options.profile)]
  }
}

extension Surroundings {
  /// The machine as the AWS settings and credentials see it.
  var awsEnvironment: AWSEnvironment {
    AWSEnvironment(
      variables: environment, homeDirectory: variable("HOME") ?? "/",
      readFile: AWSEnvironment.contents,
      now: { Instant(epochSeconds: Int(Date().timeIntervalSince1970.rounded(.down))) })
  }
}

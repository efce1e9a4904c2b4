import ArgumentParser
import CostModel
import Foundation
import Telemetry

/// One account to pull, as settings and credentials: makes the sources of its regions.
struct AccountReach: Sendable {
  let name: String
  let settings: AWSSettings
  /// Where it is asked when nothing names regions.
  let region: String
  private let environment: AWSEnvironment
  private let credentials: ExpiringCredentials
  private let transport: any HTTPTransport
  private let endpoints: AWSEndpoints
  private let policy: RetryPolicy

  private static let services = [
    AWSService.cloudWatch, .lambda, .sts, AWSService("ec2"),
  ]

  init(
    profile: String?, roleARN: String? = nil, access: AccessOptions, session: Session,
    connections: Int
  ) throws {
    let environment = session.surroundings.awsEnvironment
    let settings = try AWSSettings(
      AWSOptions(
        profile: profile, region: session.options.region?.name, endpointURL: access.endpointURL),
      environment: environment)
    let curl = try CurlTransport(
      CurlConfiguration(
        userAgent: "costctl/\(Costctl.configuration.version)", maximumConnections: connections,
        certificateBundle: settings.caBundle?.value,
        proxy: HTTPProxy(environment: environment.variables)))
    let transport: any HTTPTransport =
      session.options.verbose
      ? LoggedTransport(transport: curl, messages: session.messages) : curl
    let chain =
      roleARN.map {
        CredentialChain.assuming(
          role: $0, settings: settings, environment: environment, transport: transport)
      }
      ?? CredentialChain(settings: settings, environment: environment, transport: transport)
    var endpoints = AWSEndpoints()
    for service in Self.services {
      endpoints.byService[service] = try settings.endpoint(for: service.name)?.value
    }
    name = roleARN ?? "profile \(settings.profile.value)"
    self.settings = settings
    region = try settings.region?.value ?? session.region().value
    self.environment = environment
    self.transport = transport
    self.endpoints = endpoints
    credentials = ExpiringCredentials(chain, now: environment.now)
    // The SDKs' standard of three gives up within seconds, which throttling outlasts.
    policy =
      settings.maximumAttempts.origin == .standard
      ? RetryPolicy() : RetryPolicy(maximumAttempts: settings.maximumAttempts.value)
  }

  func source(in region: String) -> PullSource {
    PullSource(
      control: client(in: region, perSecond: PullSource.controlCallsPerSecond),
      metrics: client(in: region, perSecond: PullSource.metricCallsPerSecond))
  }

  func enabledRegions() async throws -> [String] {
    try await RegionList(
      client: client(in: region, perSecond: PullSource.controlCallsPerSecond)
    ).enabled()
  }

  private func client(in region: String, perSecond: Double) -> AWSClient {
    AWSClient(
      region: region, transport: transport, credentials: credentials, endpoints: endpoints,
      policy: policy, rate: RequestRate(perSecond: perSecond, burst: 5, clock: ContinuousClock()),
      now: environment.now, timer: ContinuousClock(), random: { Double.random(in: 0..<1) })
  }
}

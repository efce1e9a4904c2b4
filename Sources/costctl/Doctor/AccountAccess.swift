import ArgumentParser
import CostModel
import Foundation
import Telemetry

/// How this run reaches AWS: the settings, the credentials and one connection pool.
struct AccountAccess: Sendable {
  let settings: AWSSettings
  let region: String
  /// Described as it reads after "from".
  let regionOrigin: String
  let credentials: ExpiringCredentials
  let client: AWSClient

  init(_ options: AccessOptions, session: Session) throws {
    let environment = session.surroundings.awsEnvironment
    let settings = try AWSSettings(
      AWSOptions(
        profile: options.profile, region: session.options.region?.name,
        endpointURL: options.endpointURL), environment: environment)
    self.settings = settings
    (region, regionOrigin) = try Self.region(settings, session: session)
    let transport = try CurlTransport(
      CurlConfiguration(
        userAgent: "costctl/\(Costctl.configuration.version)",
        certificateBundle: settings.caBundle?.value,
        proxy: HTTPProxy(environment: environment.variables)))
    let chain = CredentialChain(
      settings: settings, environment: environment, transport: transport)
    credentials = ExpiringCredentials(chain, now: environment.now)
    var endpoints = AWSEndpoints()
    for service in Self.services {
      endpoints.byService[service] = try settings.endpoint(for: service.name)?.value
    }
    client = AWSClient(
      region: region, transport: transport, credentials: credentials, endpoints: endpoints,
      policy: RetryPolicy(maximumAttempts: settings.maximumAttempts.value),
      now: environment.now, timer: ContinuousClock(), random: { Double.random(in: 0..<1) })
  }

  static let services = [AWSService.cloudWatch, .lambda, .sts]

  /// As the AWS tools resolve it; where they find none, the configuration's, else the default.
  private static func region(
    _ settings: AWSSettings, session: Session
  ) throws -> (String, String) {
    if let named = settings.region { return (named.value, "\(named.origin)") }
    let region = try session.region()
    return (region.value, "\(region.origin)")
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

import ArgumentParser
import CostModel
import Telemetry

/// How deliveries reach the network: which account, whose certificates, which endpoint.
struct DeliveryAccess: Sendable {
  var profile: String?
  var endpointURL: String?
  var allowsPlainHTTP = false

  /// One dispatch for one delivery: none of its connections outlives it.
  func dispatch(for delivery: Delivery, in session: Session) throws -> DeliveryDispatch {
    let environment = session.surroundings.awsEnvironment
    let settings = Result {
      try AWSSettings(
        AWSOptions(
          profile: profile, region: session.options.region?.name, endpointURL: endpointURL),
        environment: environment)
    }
    // A profile that is not there is no reason to keep a message from a chat.
    let bundle =
      (try? settings.get())?.caBundle?.value ?? session.surroundings.variable("AWS_CA_BUNDLE")
    let transport = try transport(trusting: bundle, in: session)
    var buckets: BucketAccess?
    if case .s3 = delivery.target {
      buckets = try self.buckets(try settings.get(), transport: transport, in: session)
    }
    return DeliveryDispatch(
      transport: transport, mail: CurlMailTransport(certificateBundle: bundle), buckets: buckets,
      persistence: DeliveryPersistence(
        clock: ContinuousClock(), random: { Double.random(in: 0..<1) }),
      timeout: delivery.timeout, now: environment.now)
  }

  private func transport(
    trusting bundle: String?, in session: Session
  ) throws -> any HTTPTransport {
    var configuration = CurlConfiguration(
      userAgent: "costctl/\(Costctl.configuration.version)", certificateBundle: bundle,
      allowsPlainHTTP: allowsPlainHTTP,
      proxy: HTTPProxy(environment: session.surroundings.environment))
    configuration.keepsConnections = false
    let curl = try CurlTransport(configuration)
    return session.options.verbose
      ? LoggedTransport(transport: curl, messages: session.messages) : curl
  }

  private func buckets(
    _ settings: AWSSettings, transport: any HTTPTransport, in session: Session
  ) throws -> BucketAccess {
    let environment = session.surroundings.awsEnvironment
    let credentials = ExpiringCredentials(
      CredentialChain(settings: settings, environment: environment, transport: transport),
      now: environment.now)
    return BucketAccess(
      region: try settings.region?.value ?? session.region().value,
      endpoint: try settings.endpoint(for: AWSService.s3.name)?.value
    ) { region, endpoints in
      AWSClient(
        region: region, transport: transport, credentials: credentials, endpoints: endpoints,
        policy: RetryPolicy(maximumAttempts: 1), now: environment.now, timer: ContinuousClock(),
        random: { Double.random(in: 0..<1) })
    }
  }
}

import CostModel
import Reporting
import Telemetry

extension Diagnosis {
  /// Credentials, identity, clock, and one check per permission.
  func accountChecks(_ access: AccountAccess) async -> [HealthCheck] {
    let found: FoundCredentials
    do {
      found = try await access.credentials.found()
    } catch {
      let failure = HealthCheck(
        "credentials", .fail, Messages.sentence(of: error),
        advice: "run aws configure or aws sso login, or name another profile with --profile")
      return [failure] + Self.unasked
    }
    let now = session.surroundings.awsEnvironment.now
    let client = access.control(in: access.region)
    let credentials = Self.credentialCheck(found, at: now())
    let probe = PermissionProbe(client, now: now)
    async let listing = probe.ask(.listFunctions)
    async let metricNames = probe.ask(.listMetrics)
    async let metrics = allowsCharges ? probe.ask(.getMetricData) : nil
    let identity: Result<CallerIdentity, AWSError>
    do throws(AWSError) {
      identity = .success(try await client.callerIdentity())
    } catch {
      identity = .failure(error)
    }
    let clock = Self.clockCheck(identity, at: now())
    return [
      credentials, Self.identityCheck(identity), clock,
      permissionCheck(.listFunctions, await listing, in: access.region),
      permissionCheck(.getMetricData, await metrics, in: access.region),
      permissionCheck(.listMetrics, await metricNames, in: access.region),
    ]
  }

  private static let unasked =
    (["identity", "clock"] + PullPermission.allCases.map(\.rawValue)).map {
      HealthCheck($0, .warn, "not asked, for want of credentials")
    }

  private static func credentialCheck(_ found: FoundCredentials, at now: Instant) -> HealthCheck {
    guard let expiration = found.credentials.expiration else {
      return HealthCheck("credentials", .ok, "from \(found.source), without an end")
    }
    let text = "from \(found.source), good until \(expiration.iso8601)"
    guard expiration.seconds(since: now) < 900 else {
      return HealthCheck("credentials", .ok, text)
    }
    return HealthCheck(
      "credentials", .warn, text,
      advice: "renew them: less than a quarter of an hour is left")
  }

  private static func identityCheck(_ identity: Result<CallerIdentity, AWSError>) -> HealthCheck {
    switch identity {
    case .success(let caller):
      HealthCheck("identity", .ok, "account \(caller.account), \(caller.arn)")
    case .failure(let error):
      HealthCheck("identity", .fail, "\(error)", advice: error.advice)
    }
  }

  /// AWS refuses signatures five minutes off; pulls ask for ranges by this machine's clock.
  private static func clockCheck(
    _ identity: Result<CallerIdentity, AWSError>, at now: Instant
  ) -> HealthCheck {
    let time: Instant?
    switch identity {
    case .success(let caller): time = caller.serviceTime
    case .failure(let error): time = error.fault?.date
    }
    guard let time else {
      return HealthCheck("clock", .warn, "not compared: no answer with a Date came")
    }
    let ahead = now.seconds(since: time)
    let text =
      abs(ahead) <= 1
      ? "agrees with AWS" : "\(abs(ahead)) s \(ahead > 0 ? "ahead of" : "behind") AWS"
    guard abs(ahead) >= 60 else { return HealthCheck("clock", .ok, text) }
    return HealthCheck(
      "clock", abs(ahead) < 300 ? .warn : .fail, text,
      advice: "set the clock, best by NTP: AWS refuses signatures more than five minutes off")
  }

  private func permissionCheck(
    _ permission: PullPermission, _ answer: PermissionProbe.Answer?, in region: String
  ) -> HealthCheck {
    let name = permission.rawValue
    switch answer {
    case .allowed:
      return HealthCheck(name, .ok, "allowed" + cost(of: permission, in: region))
    case .denied(let fault):
      return HealthCheck(
        name, .fail, "denied: \(fault.message.isEmpty ? fault.code : fault.message)",
        advice: "allow \(fault.missingPermission), which \(permission.purpose); "
          + "costctl doctor --iam-policy prints the least policy")
    case .unclear(let error):
      let isMissingCall = [404, 405, 501].contains(error.fault?.status)
      return HealthCheck(
        name, isMissingCall ? .warn : .fail, "\(error)",
        advice: isMissingCall ? "check that the endpoint offers this call" : error.advice)
    case nil:
      return HealthCheck(
        name, .warn, "not asked, because AWS charges for it",
        advice: "leave --no-paid-checks out to have it asked")
    }
  }

  private func cost(of permission: PullPermission, in region: String) -> String {
    guard permission.isCharged else { return "" }
    let key = PriceKey(service: "cloudwatch", region: region, item: "get-metric-data")
    let price: Price<MetricsRequested>
    do {
      price = try session.prices().price(key)
    } catch {
      return "; asking cost one metric"
    }
    return "; asking cost one metric, at \(Shown.dollars(price * MetricsRequested(1000))) per 1,000"
  }
}

extension AWSError {
  /// What to do, where the sentence stands alone.
  fileprivate var advice: String {
    switch self {
    case .transport: "check the network, the proxy and the endpoint"
    case .noCredentials: "renew or set up the credentials"
    case .badRegion, .badEndpoint: "correct the setting"
    case .denied(let permission, _): "allow \(permission)"
    case .fault(let fault) where fault.isSignatureProblem:
      "check the secret access key and this machine's clock"
    case .fault(let fault) where fault.isThrottling || fault.isServerSide: "try again later"
    case .fault: "check the access key, the region and the endpoint"
    case .unreadable: "check that the endpoint is AWS"
    case .cancelled: "run it again"
    }
  }
}

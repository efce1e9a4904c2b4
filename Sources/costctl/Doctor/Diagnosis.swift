import CostModel
import Reporting
import Telemetry

/// Looks at everything a run depends on, in the order in which a run needs it.
struct Diagnosis {
  let session: Session
  let accessOptions: AccessOptions
  /// Whether calls may be made that AWS charges for.
  let allowsCharges: Bool
  /// Why the configuration could not be read.
  let configurationFault: String?

  func report() async -> HealthReport {
    var checks = [configurationCheck]
    let accounts = session.accounts(accessOptions)
    for account in accounts {
      let found = await accessChecks(account)
      checks +=
        accounts.count == 1 ? found : found.map { $0.named("\($0.name) of \(account.name)") }
    }
    checks += [databaseCheck, priceCheck, hostCheck]
    return HealthReport(checks)
  }

  private func accessChecks(_ account: PulledAccount) async -> [HealthCheck] {
    do {
      let access = try AccountAccess(
        accessOptions, account: account, session: session,
        connections: PullScope.connectionsPerRegion)
      return [regionCheck(access), endpointCheck(access)] + (await accountChecks(access))
    } catch {
      return [
        HealthCheck(
          "settings", .fail, Messages.sentence(of: error),
          advice: "correct the AWS setting that is named; AWS was not asked anything")
      ]
    }
  }

  private var configurationCheck: HealthCheck {
    if let fault = configurationFault {
      return HealthCheck(
        "configuration", .fail, fault,
        advice: "correct the file, or name another with --config; the defaults were used here")
    }
    guard let file = session.configurationFile else {
      return HealthCheck("configuration", .ok, "no file, the defaults are in force")
    }
    return HealthCheck("configuration", .ok, "\(file.path), from \(file.origin)")
  }

  private func regionCheck(_ access: AccountAccess) -> HealthCheck {
    HealthCheck("region", .ok, "\(access.region), from \(access.regionOrigin)")
  }

  private func endpointCheck(_ access: AccountAccess) -> HealthCheck {
    do {
      let overrides = try AccountAccess.services.compactMap { service in
        try access.settings.endpoint(for: service.name).map {
          (service: service.name, place: "\($0.value), from \($0.origin)")
        }
      }
      guard !overrides.isEmpty else { return HealthCheck("endpoints", .ok, "AWS's own") }
      let isOne =
        overrides.count == AccountAccess.services.count && Set(overrides.map(\.place)).count == 1
      let text =
        isOne
        ? "everything at \(overrides[0].place)"
        : overrides.map { "\($0.service) at \($0.place)" }.joined(separator: "; ")
      return HealthCheck(
        "endpoints", .warn, text,
        advice: "remove the override unless these are meant to stand in for AWS")
    } catch {
      return HealthCheck(
        "endpoints", .fail, Messages.sentence(of: error), advice: "correct or remove the setting")
    }
  }
}

extension HealthCheck {
  fileprivate func named(_ name: String) -> HealthCheck {
    HealthCheck(name, status, found, advice: advice)
  }
}

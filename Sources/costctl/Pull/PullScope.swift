import Telemetry

/// The accounts and regions of one pull.
struct PullScope: Sendable {
  let session: Session
  let access: AccessOptions
  let isAllRegions: Bool
  let pointQuota: AWSQuota

  /// One place that is pulled, or the reason why it cannot be.
  struct Place: Sendable {
    let name: String
    let source: Result<PullSource, any Error>
  }

  static let connectionsPerRegion = 4

  /// `--profile` sets `accounts:` aside; `--region` and `--all-regions` set their regions aside.
  func places() async -> [Place] {
    let accounts = access.profile == nil ? session.configuration.accounts : []
    guard !accounts.isEmpty else {
      return await places(profile: access.profile, roleARN: nil, regions: [])
    }
    var places: [Place] = []
    for account in accounts {
      places += await self.places(
        profile: account.profile, roleARN: account.roleARN, regions: account.regions)
    }
    return places
  }

  private func places(profile: String?, roleARN: String?, regions: [String]) async -> [Place] {
    let name = roleARN ?? profile.map { "profile \($0)" } ?? "the account"
    do {
      let account = try AccountAccess(
        access, profile: profile, roleARN: roleARN, session: session,
        connections: Self.connectionsPerRegion * max(2, regions.count))
      var chosen = session.options.region.map { [$0.name] } ?? regions
      if chosen.isEmpty { chosen = [account.region] }
      if isAllRegions { chosen = try await account.enabledRegions() }
      let name = roleARN ?? "profile \(account.settings.profile.value)"
      return chosen.map {
        Place(
          name: "\(name) in \($0)",
          source: .success(account.source(in: $0, pointQuota: pointQuota)))
      }
    } catch {
      return [Place(name: name, source: .failure(error))]
    }
  }
}

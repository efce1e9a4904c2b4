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

  /// `--region` and `--all-regions` set the regions of `accounts:` aside.
  func places() async -> [Place] {
    var places: [Place] = []
    for account in session.accounts(access) { places += await self.places(of: account) }
    return places
  }

  private func places(of account: PulledAccount) async -> [Place] {
    do {
      let reach = try AccountAccess(
        access, account: account, session: session,
        connections: Self.connectionsPerRegion * max(2, account.regions.count))
      var regions = session.options.region == nil ? account.regions : []
      if regions.isEmpty { regions = [reach.region] }
      if isAllRegions { regions = try await reach.enabledRegions() }
      let name = account.roleARN ?? "profile \(reach.settings.profile.value)"
      return regions.map {
        Place(
          name: "\(name) in \($0)",
          source: .success(reach.source(in: $0, pointQuota: pointQuota)))
      }
    } catch {
      return [Place(name: account.name, source: .failure(error))]
    }
  }
}

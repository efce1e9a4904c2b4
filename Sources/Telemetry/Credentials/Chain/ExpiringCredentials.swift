package import CostModel

/// Credentials that are renewed while they are used, by one request at a time.
///
/// From 15 minutes before expiry one caller renews while the others go on with what there is; from
/// 10 minutes before, everyone waits for new ones. The times are botocore's.
package actor ExpiringCredentials: CredentialProvider {
  private let chain: CredentialChain
  private let now: @Sendable () -> Instant
  private var state: State?
  private var renewal: Task<State, any Error>?
  private var quietUntil: Instant?

  static let advisorySeconds = 15 * 60
  static let mandatorySeconds = 10 * 60
  /// After a renewal that failed or brought short-lived credentials, the next comes a minute later.
  static let pauseSeconds = 60

  private struct State: Sendable {
    let link: CredentialLink
    let found: FoundCredentials

    func isShort(of seconds: Int, at now: Instant) -> Bool {
      found.credentials.expiration.map { $0.seconds(since: now) < seconds } ?? false
    }
  }

  package init(_ chain: CredentialChain, now: @escaping @Sendable () -> Instant) {
    self.chain = chain
    self.now = now
  }

  package func credentials() async throws -> AWSCredentials {
    try await found().credentials
  }

  /// The credentials with the sentence about their source.
  package func found() async throws -> FoundCredentials {
    guard let current = state else { return try await renewed().found }
    let time = now()
    guard current.isShort(of: Self.advisorySeconds, at: time) else { return current.found }
    if let quietUntil, time < quietUntil, !current.isShort(of: 1, at: time) { return current.found }
    guard !current.isShort(of: Self.mandatorySeconds, at: time) else {
      return try await renewed().found
    }
    guard renewal == nil else { return current.found }
    do {
      return try await renewed().found
    } catch {
      // The old ones are still good; the renewal that cannot wait reports the error.
      quietUntil = time.advanced(by: Self.pauseSeconds)
      return current.found
    }
  }

  /// Renews at once, unless someone else has done so since `expired` was handed out.
  package func credentials(replacing expired: AWSCredentials) async throws -> AWSCredentials {
    if let current = state, current.found.credentials != expired {
      return try await credentials()
    }
    let fresh = try await renewed().found
    guard fresh.credentials != expired else {
      throw CredentialChainError.calledExpired(source: fresh.source)
    }
    return fresh.credentials
  }

  private func renewed() async throws -> State {
    if let renewal { return try await renewal.value }
    let (chain, now, link) = (chain, now, state?.link)
    let source = state?.found.source
    let task = Task { () async throws -> State in
      let fresh = try await Self.renew(link, source: source, chain: chain)
      guard !fresh.isShort(of: 1, at: now()) else {
        throw CredentialChainError.expired(source: fresh.found.source)
      }
      return fresh
    }
    renewal = task
    defer { renewal = nil }
    let fresh = try await task.value
    state = fresh
    let time = now()
    quietUntil =
      fresh.isShort(of: Self.advisorySeconds, at: time)
      ? time.advanced(by: Self.pauseSeconds) : nil
    return fresh
  }

  /// Stays with the place that was found first, so that an identity never changes under way.
  private static func renew(
    _ link: CredentialLink?, source: String?, chain: CredentialChain
  ) async throws -> State {
    guard let link, let source else {
      let (link, found) = try await chain.find()
      return State(link: link, found: found)
    }
    switch try await link.find() {
    case .found(let found): return State(link: link, found: found)
    case .absent(let reason): throw CredentialChainError.gone(source: source, reason: reason)
    }
  }
}

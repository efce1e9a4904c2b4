package import CostModel
import Foundation

/// Signs calls, sends them, and sends them again where that may help.
///
/// A wrong clock and an expired token are each put right once per call, beyond the attempts that
/// the policy counts.
package struct AWSClient: Sendable {
  package let region: String
  private let transport: any HTTPTransport
  private let credentials: any CredentialProvider
  private let endpoints: AWSEndpoints
  private let policy: RetryPolicy
  private let rate: RequestRate?
  private let pointRate: RequestRate?
  private let clock: ServiceClock
  private let timer: any Clock<Duration>
  private let random: @Sendable () -> Double

  /// `now` is the time to sign with, `timer` waits between attempts, `random` is uniform over 0..<1.
  package init(
    region: String, transport: any HTTPTransport, credentials: any CredentialProvider,
    endpoints: AWSEndpoints = AWSEndpoints(), policy: RetryPolicy = RetryPolicy(),
    rate: RequestRate? = nil, pointRate: RequestRate? = nil, now: @escaping @Sendable () -> Instant,
    timer: any Clock<Duration>, random: @escaping @Sendable () -> Double
  ) {
    self.region = region
    self.transport = transport
    self.credentials = credentials
    self.endpoints = endpoints
    self.policy = policy
    self.rate = rate
    self.pointRate = pointRate
    clock = ServiceClock(now: now)
    self.timer = timer
    self.random = random
  }

  /// The answer of a call whose body is JSON.
  package func decode<Answer: Decodable & Sendable>(
    _ call: AWSCall, as type: Answer.Type
  ) async throws(AWSError) -> Answer {
    try await send(call) { try JSONDecoder().decode(type, from: Data($0.body)) }
  }

  /// What `read` makes of a successful answer; one that it throws on counts as lost on the way.
  package func send<Answer: Sendable>(
    _ call: AWSCall, reading read: @Sendable (HTTPResponse) throws -> Answer
  ) async throws(AWSError) -> Answer {
    var keys = try await keys(for: call)
    var corrected: Set<Correction> = []
    var attempt = 1
    while true {
      let signed = clock.instant
      do throws(AWSError) {
        let response = try await exchange(call, keys: keys, at: signed)
        return try Self.read(response, of: call, with: read)
      } catch {
        if let correction = Correction(error), !corrected.contains(correction),
          try await correct(correction, of: call, after: error, keys: &keys, signed: signed)
        {
          corrected.insert(correction)
          continue
        }
        guard let delay = policy.delay(after: error, attempt: attempt, random: random()) else {
          throw error.counting(attempts: attempt)
        }
        try await pause(delay, call)
        attempt += 1
      }
    }
  }

  private func exchange(
    _ call: AWSCall, keys: AWSCredentials?, at date: Instant
  ) async throws(AWSError) -> HTTPResponse {
    do {
      if call.points > 0 { try await pointRate?.turn(of: call.points) }
      try await rate?.turn()
    } catch {
      throw .cancelled(action: call.action)
    }
    let base = try endpoints.base(of: call.service, in: region)
    let request = HTTPRequest(
      method: call.method, url: base + call.path + (call.query.isEmpty ? "" : "?\(call.query)"),
      headers: call.headers, body: call.body, limits: call.limits)
    let response: HTTPResponse
    do throws(HTTPError) {
      let signer = SigV4Signer(region: region, service: call.service.signingName)
      let signed = try keys.map { keys throws(HTTPError) in
        try signer.sign(request, with: keys, at: date)
      }
      response = try await transport.send(signed ?? request)
    } catch {
      if case .cancelled = error { throw .cancelled(action: call.action) }
      throw .transport(error, action: call.action, attempts: 1)
    }
    guard let fault = AWSFault(response, to: call, hiding: keys) else { return response }
    throw fault.isAccessDenied
      ? .denied(permission: fault.missingPermission, fault) : .fault(fault)
  }

  private static func read<Answer>(
    _ response: HTTPResponse, of call: AWSCall, with read: (HTTPResponse) throws -> Answer
  ) throws(AWSError) -> Answer {
    do {
      return try read(response)
    } catch {
      // The reader's own words may quote the answer, and answers may hold credentials.
      let reason = "HTTP \(response.status), \(response.body.count) bytes, \(type(of: error))"
      throw .unreadable(action: call.action, reason: reason, attempts: 1)
    }
  }

  private func pause(_ delay: Duration, _ call: AWSCall) async throws(AWSError) {
    do {
      try await timer.sleep(for: delay)
    } catch {
      throw .cancelled(action: call.action)
    }
  }

  /// Nil for a call that goes unsigned.
  private func keys(for call: AWSCall) async throws(AWSError) -> AWSCredentials? {
    guard call.isSigned else { return nil }
    do {
      return try await credentials.credentials()
    } catch {
      throw Self.noCredentials(call, error)
    }
  }

  private static func noCredentials(_ call: AWSCall, _ error: any Error) -> AWSError {
    error is CancellationError || Task.isCancelled
      ? .cancelled(action: call.action)
      : .noCredentials(action: call.action, reason: "\(error)".printable(500))
  }
}

extension AWSClient {
  /// What can be put right before the same call is sent once more.
  private enum Correction: Hashable {
    case clock
    case token

    init?(_ error: AWSError) {
      guard let fault = error.fault else { return nil }
      if fault.isExpiredToken {
        self = .token
      } else if fault.isSignatureProblem {
        self = .clock
      } else {
        return nil
      }
    }
  }

  /// Whether anything is different now.
  private func correct(
    _ correction: Correction, of call: AWSCall, after error: AWSError,
    keys: inout AWSCredentials?, signed: Instant
  ) async throws(AWSError) -> Bool {
    switch correction {
    case .clock:
      guard let date = error.fault?.date else { return false }
      return clock.follow(date, signed: signed)
    case .token:
      guard let expired = keys else { return false }
      do {
        let fresh = try await credentials.credentials(replacing: expired)
        guard fresh != expired else { return false }
        keys = fresh
        return true
      } catch {
        throw Self.noCredentials(call, error)
      }
    }
  }
}

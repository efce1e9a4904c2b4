import CostModel
import Synchronization
import Testing

@testable import Telemetry

/// A place whose keys are numbered by how often it was asked, with a clock the test moves.
private final class NumberedKeys: Sendable {
  struct Failure: Error {}

  private let state = Mutex((asked: 0, time: FakeMachine.now, fails: false))
  let lifetime: Int?

  init(lifetime: Int?) { self.lifetime = lifetime }

  var asked: Int { state.withLock { $0.asked } }
  var time: Instant { state.withLock { $0.time } }

  func advance(by seconds: Int) { state.withLock { $0.time = $0.time.advanced(by: seconds) } }
  func fail(_ fails: Bool = true) { state.withLock { $0.fails = fails } }

  func held() -> ExpiringCredentials {
    let link = CredentialLink(.process) {
      // Others get their turn while this renewal is under way.
      for _ in 0..<50 { await Task.yield() }
      return try self.next()
    }
    return ExpiringCredentials(
      CredentialChain(profile: "p", links: [link]), now: { self.time })
  }

  private func next() throws -> CredentialSearch {
    try state.withLock { state in
      state.asked += 1
      if state.fails { throw Failure() }
      return .found(
        FoundCredentials(
          credentials: AWSCredentials(
            accessKeyID: "\(state.asked)", secretAccessKey: Secret("s"),
            expiration: lifetime.map(state.time.advanced(by:))), source: "numbers"))
    }
  }
}

@Suite("Expiring credentials")
struct ExpiringCredentialsTests {
  private func keys(_ held: ExpiringCredentials, callers: Int) async throws -> Set<String> {
    try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<callers { group.addTask { try await held.credentials().accessKeyID } }
      return try await group.reduce(into: []) { $0.insert($1) }
    }
  }

  @Test("a hundred callers at once ask once, at the start and when it is due")
  func singleFlight() async throws {
    let source = NumberedKeys(lifetime: 3600)
    let held = source.held()
    #expect(try await keys(held, callers: 100) == ["1"])
    #expect(source.asked == 1)
    source.advance(by: 3001)
    #expect(try await keys(held, callers: 100) == ["2"])
    #expect(source.asked == 2)
  }

  @Test("the edges are botocore's: 15 minutes may, 10 minutes must")
  func edges() async throws {
    let source = NumberedKeys(lifetime: 3600)
    let held = source.held()
    _ = try await held.credentials()
    source.advance(by: 2700)
    #expect(try await held.credentials().accessKeyID == "1")
    source.advance(by: 1)
    #expect(try await held.credentials().accessKeyID == "2")
  }

  @Test("while one caller renews early, the others go on with the old keys")
  func advisory() async throws {
    let source = NumberedKeys(lifetime: 3600)
    let held = source.held()
    _ = try await held.credentials()
    source.advance(by: 2701)
    let seen = try await keys(held, callers: 100)
    #expect(seen.isSubset(of: ["1", "2"]))
    #expect(seen.contains("2"))
    #expect(source.asked == 2)
  }

  @Test("an early renewal that fails keeps the old keys for a minute, a late one is an error")
  func failing() async throws {
    let source = NumberedKeys(lifetime: 3600)
    let held = source.held()
    _ = try await held.credentials()
    source.fail()
    source.advance(by: 2701)
    for _ in 0..<10 { #expect(try await held.credentials().accessKeyID == "1") }
    #expect(source.asked == 2)
    source.advance(by: 301)
    await #expect(throws: NumberedKeys.Failure.self) { try await held.credentials() }
    source.fail(false)
    #expect(try await held.credentials().accessKeyID == "4")
  }

  @Test("keys that live shorter than the window are not renewed on every call")
  func shortLived() async throws {
    let source = NumberedKeys(lifetime: 300)
    let held = source.held()
    for _ in 0..<10 { _ = try await held.credentials() }
    #expect(source.asked == 1)
    source.advance(by: 60)
    #expect(try await held.credentials().accessKeyID == "2")
  }

  @Test("keys that are expired on arrival are an error, not handed out")
  func expiredOnArrival() async {
    let held = NumberedKeys(lifetime: 0).held()
    await #expect(throws: CredentialChainError.expired(source: "numbers")) {
      try await held.credentials()
    }
  }

  @Test("keys without expiry are never renewed by time")
  func everlasting() async throws {
    let source = NumberedKeys(lifetime: nil)
    let held = source.held()
    _ = try await held.credentials()
    source.advance(by: 1_000_000_000)
    #expect(try await held.credentials().accessKeyID == "1")
  }

  @Test("a hundred requests that fail with the same expired keys renew once")
  func forced() async throws {
    let source = NumberedKeys(lifetime: nil)
    let held = source.held()
    let old = try await held.credentials()
    let renewed = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<100 { group.addTask { try await held.credentials(replacing: old).accessKeyID } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(renewed == ["2"])
    #expect(source.asked == 2)
  }

  @Test("a place that only has the keys AWS called expired says so")
  func nothingNewer() async throws {
    let machine = FakeMachine(variables: [
      "AWS_ACCESS_KEY_ID": "K", "AWS_SECRET_ACCESS_KEY": "canary",
    ])
    let held = ExpiringCredentials(try machine.chain(), now: { FakeMachine.now })
    let old = try await held.credentials()
    await #expect(throws: CredentialChainError.calledExpired(source: "environment variables")) {
      try await held.credentials(replacing: old)
    }
  }
}

import CostModel
import Synchronization

@testable import Telemetry

/// A transport that is one closure, and remembers what was sent.
final class AnsweringTransport: HTTPTransport {
  private let requests = Mutex<[HTTPRequest]>([])
  private let answer: @Sendable (HTTPRequest, Int) throws(HTTPError) -> HTTPResponse

  /// `answer` also gets the number of the request, from 0.
  init(_ answer: @escaping @Sendable (HTTPRequest, Int) throws(HTTPError) -> HTTPResponse) {
    self.answer = answer
  }

  /// Gives these answers in turn, and the last one ever after.
  convenience init(_ answers: HTTPResponse...) {
    self.init { _, number in answers[min(number, answers.count - 1)] }
  }

  var sent: [HTTPRequest] { requests.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    let number = requests.withLock { requests in
      requests.append(request)
      return requests.count - 1
    }
    return try answer(request, number)
  }
}

extension HTTPTransport {
  /// A body in one piece; enough for transports that answer from memory.
  func send(_ request: HTTPRequest, body reader: @escaping BodyReader) async throws(HTTPError)
    -> HTTPResponse
  {
    let response = try await send(request)
    guard response.status == 200 else { return response }
    guard response.body.withUnsafeBytes(reader) else {
      throw .cancelled(host: HTTPURL(request.url)?.host ?? "")
    }
    return HTTPResponse(status: 200, headers: response.headers)
  }
}

/// Time that passes only when someone sleeps.
final class SleeplessClock: Clock {
  struct Instant: InstantProtocol {
    let elapsed: Duration
    func advanced(by duration: Duration) -> Self { Self(elapsed: elapsed + duration) }
    func duration(to other: Self) -> Duration { other.elapsed - elapsed }
    static func < (left: Self, right: Self) -> Bool { left.elapsed < right.elapsed }
  }

  private let state = Mutex((elapsed: Duration.zero, sleeps: [Duration]()))

  var now: Instant { Instant(elapsed: state.withLock { $0.elapsed }) }
  var minimumResolution: Duration { .zero }
  var sleeps: [Duration] { state.withLock { $0.sleeps } }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    state.withLock { state in
      state.sleeps.append(deadline.elapsed - state.elapsed)
      state.elapsed = max(state.elapsed, deadline.elapsed)
    }
  }
}

/// Hands out one key after the other: the next one when the last was called expired.
final class NumberedCredentials: CredentialProvider {
  static let canary = "cAnAry+sEcReT/0123456789"
  private let renewals = Mutex(0)
  private let keys: Int

  init(keys: Int = .max) { self.keys = keys }

  static func key(_ number: Int) -> AWSCredentials {
    AWSCredentials(
      accessKeyID: "AKID\(number)", secretAccessKey: Secret(canary),
      sessionToken: Secret("token-\(canary)"))
  }

  func credentials() async throws -> AWSCredentials { Self.key(renewals.withLock { $0 }) }

  func credentials(replacing expired: AWSCredentials) async throws -> AWSCredentials {
    Self.key(
      renewals.withLock { renewals in
        renewals = min(renewals + 1, keys - 1)
        return renewals
      })
  }
}

extension HTTPResponse {
  /// An answer whose body is text.
  static func text(_ status: Int, _ body: String, _ headers: KeyValuePairs<String, String> = [:])
    -> HTTPResponse
  {
    HTTPResponse(
      status: status, headers: headers.map { HTTPHeader($0.key, $0.value) }, body: Array(body.utf8))
  }

  /// An error as the JSON protocol spells it.
  static func fault(
    _ status: Int, _ code: String, _ message: String = "no",
    _ headers: KeyValuePairs<String, String> = [:]
  ) -> HTTPResponse {
    text(
      status, #"{"__type":"com.amazonaws.cloudwatch#\#(code)","message":"\#(message)"}"#, headers)
  }
}

import CostModel
import Foundation
import Testing

@testable import Telemetry

@Suite("Delivery to a webhook")
struct WebhookDeliveryTests {
  private func delivered(
    _ fixture: DeliveryFixture, key: Secret? = nil
  ) async -> DeliveryReceipt {
    await fixture.dispatch.deliver(
      DeliveryFixture.parcel(), to: .webhook(url: DeliveryFixture.url, key: key))
  }

  private func chatted(_ fixture: DeliveryFixture) async -> DeliveryReceipt {
    await fixture.dispatch.deliver(
      DeliveryFixture.parcel(), to: .slack(url: DeliveryFixture.url))
  }

  @Test("the report's JSON goes as it is, with the run as its key and no signature without a key")
  func request() async throws {
    let fixture = DeliveryFixture(AnsweringTransport(.text(204, "")))
    let receipt = await delivered(fixture)
    #expect(receipt == DeliveryReceipt(status: .delivered, attempts: 1, seconds: 0))
    let request = try #require(fixture.transport.sent.first)
    #expect(request.method == "POST" && request.url == DeliveryFixture.url.revealed)
    #expect(request.body == DeliveryFixture.json)
    #expect(request.header("Content-Type") == "application/json")
    #expect(request.header("Idempotency-Key") == "2026-W48-0123abcd")
    #expect(request.header("X-Costctl-Run") == "2026-W48-0123abcd")
    #expect(request.header("X-Costctl-Signature") == nil)
    #expect(request.limits.maximumRedirects == 0 && request.limits.answersRedirects)
  }

  // Python 3.11: hmac.new(b"k3y", b"1796000000." + body, "sha256").hexdigest()
  @Test("the signature is the HMAC-SHA256 of time, dot and body")
  func signature() async throws {
    let fixture = DeliveryFixture()
    _ = await delivered(fixture, key: Secret("k3y"))
    #expect(
      fixture.transport.sent.first?.header("X-Costctl-Signature")
        == "t=1796000000,v1=2e22cbf3d25dfd26d6a33da456ee6c62de6174ac77addb816d18c0b1c5d9cf81")
  }

  @Test("an error of the server's own is tried four times with the same key, then told")
  func serverError() async {
    let fixture = DeliveryFixture(AnsweringTransport(.text(500, "")))
    let receipt = await delivered(fixture)
    #expect(receipt.status == .failed && receipt.attempts == 4)
    #expect(receipt.detail == "HTTP 500, 4 times")
    #expect(Set(fixture.transport.sent.map { $0.header("Idempotency-Key") }).count == 1)
    // Half of 2, 4 and 8 s: full jitter with a coin that always lands on 0.5.
    #expect(fixture.clock.sleeps == [.seconds(1), .seconds(2), .seconds(4)])
    #expect(receipt.seconds == 7)
  }

  @Test("what came in the end says what was before it")
  func recovers() async {
    let fixture = DeliveryFixture(AnsweringTransport(.text(503, ""), .text(200, "")))
    let receipt = await delivered(fixture)
    #expect(receipt.status == .delivered && receipt.attempts == 2)
    #expect(receipt.detail == "after HTTP 503")
  }

  @Test("a pause that is asked for is kept, and one that is too long ends the attempts")
  func retryAfter() async {
    let short = DeliveryFixture(
      AnsweringTransport(.text(429, "", ["Retry-After": "30"]), .text(200, "")))
    #expect(await chatted(short).status == .delivered)
    #expect(short.clock.sleeps == [.seconds(30)])
    let long = DeliveryFixture(AnsweringTransport(.text(429, "", ["Retry-After": "3600"])))
    let receipt = await chatted(long)
    #expect(receipt.status == .failed && receipt.attempts == 1)
    #expect(receipt.detail == "HTTP 429, and asks for a pause of 3,600 s")
    #expect(long.clock.sleeps.isEmpty)
  }

  @Test(
    "what a receiver does not want is sent once",
    arguments: [
      (400, "HTTP 400"), (403, "HTTP 403"), (404, "HTTP 404"), (410, "HTTP 410"),
      (301, "HTTP 301, a redirect that is not followed"),
      (307, "HTTP 307, a redirect that is not followed"),
    ])
  func refusals(status: Int, detail: String) async {
    let answer = HTTPResponse.text(status, "", ["Location": "https://evil.example/"])
    for deliver in [chatted, { await delivered($0) }] {
      let fixture = DeliveryFixture(AnsweringTransport(answer))
      let receipt = await deliver(fixture)
      #expect(receipt.status == .failed && receipt.detail == detail)
      #expect(fixture.transport.sent.count == 1)
    }
  }

  @Test(
    "after silence or a lost connection nothing is sent again, for it may have arrived",
    arguments: [
      HTTPError.timeout(host: "h", after: .seconds(90)),
      .connection(host: "h", reason: "reset"), .badAnswer(host: "h", reason: "weird"),
    ])
  func unanswered(error: HTTPError) async {
    for deliver in [chatted, { await delivered($0) }] {
      let fixture = DeliveryFixture(
        AnsweringTransport { _, _ throws(HTTPError) in throw error })
      let receipt = await deliver(fixture)
      #expect(receipt.status == .unclear && receipt.attempts == 1)
      #expect(fixture.transport.sent.count == 1)
    }
  }

  @Test("behind a gateway that waited in vain a chat may have it, a keyed receiver gets it again")
  func gateway() async {
    let chat = await chatted(DeliveryFixture(AnsweringTransport(.text(504, ""))))
    #expect(chat.status == .unclear && chat.attempts == 1 && chat.detail == "HTTP 504")
    let keyed = await delivered(DeliveryFixture(AnsweringTransport(.text(504, ""))))
    #expect(keyed.status == .unclear && keyed.attempts == 4)
  }

  @Test(
    "what was never sent is tried again, in a chat too",
    arguments: [
      HTTPError.unreached(host: "h", reason: "refused"), .resolution(host: "h"),
    ])
  func unsent(error: HTTPError) async {
    let fixture = DeliveryFixture(
      AnsweringTransport { _, number throws(HTTPError) in
        guard number == 2 else { throw error }
        return .text(200, "ok")
      })
    let receipt = await chatted(fixture)
    #expect(receipt.status == .delivered && receipt.attempts == 3)
  }

  @Test("a receiver that hangs is left in peace once two minutes are gone")
  func patience() async {
    let clock = SleeplessClock()
    let persistence = DeliveryPersistence(clock: clock, random: { 0.5 })
    let receipt = await persistence.deliver {
      // The exchange itself takes its time.
      try? await clock.sleep(for: .seconds(90))
      return .again("no answer", mayHaveArrived: true)
    }
    #expect(receipt.status == .unclear && receipt.attempts == 2)
    #expect(receipt.seconds == 181)
  }

  @Test("a refused repeat does not undo that the first may have arrived")
  func lateRefusal() async {
    let fixture = DeliveryFixture(AnsweringTransport(.text(504, ""), .text(409, "")))
    let receipt = await delivered(fixture)
    #expect(receipt.status == .unclear && receipt.attempts == 2)
    #expect(receipt.detail == "HTTP 504, then HTTP 409")
  }

  @Test("no receipt holds the address or the key, whatever goes wrong")
  func secrecy() async {
    let errors: [HTTPError] = [
      .badURL, .badRequest(host: "hooks.example.com", reason: "x"), .tls(host: "h", reason: "bad"),
      .plainHTTPRefused(host: "h"), .redirectRefused(host: "h", target: "evil"),
      .tooLarge(host: "h", limit: 1), .cancelled(host: "h"),
    ]
    for error in errors {
      let fixture = DeliveryFixture(
        AnsweringTransport { _, _ throws(HTTPError) in throw error })
      let receipt = await delivered(fixture, key: Secret("k3ykey"))
      #expect(receipt.status != .delivered && receipt.attempts == 1)
      #expect(!"\(receipt)".contains("sEcReT") && !"\(receipt)".contains("k3ykey"))
    }
    #expect(!"\(DeliveryAddress.slack(url: DeliveryFixture.url))".contains("sEcReT"))
  }

  @Test("a report without JSON cannot go to a webhook")
  func noJSON() async {
    let fixture = DeliveryFixture()
    let bare = Parcel(runID: "r", period: "p", subject: "s", summary: "", attachments: [])
    let receipt = await fixture.dispatch.deliver(
      bare, to: .webhook(url: DeliveryFixture.url, key: nil))
    #expect(receipt.status == .failed && receipt.attempts == 0)
    #expect(fixture.transport.sent.isEmpty)
  }
}

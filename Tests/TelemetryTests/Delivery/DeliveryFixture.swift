import CostModel
import Synchronization

@testable import Telemetry

/// A parcel, and a dispatch whose time passes only in its pauses.
struct DeliveryFixture {
  static let moment = Instant(epochSeconds: 1_796_000_000)
  static let url = Secret("https://hooks.example.com/services/T0/B0/sEcReT")
  static let page = Array("<html>\u{1F4C8}</html>\n".utf8)
  static let json = Array(#"{"schema":"costctl/report/v1"}"#.utf8)

  static func parcel(
    runID: String = "2026-W48-0123abcd", subject: String = "Report 2026-W48",
    summary: String = "Now $1,200 a month\nThen $300"
  ) -> Parcel {
    Parcel(
      runID: runID, period: "2026-W48", subject: subject, summary: summary,
      attachments: [
        .init(name: "costctl-2026-W48.html", mediaType: "text/html; charset=utf-8", bytes: page),
        .init(
          name: "costctl-2026-W48.md", mediaType: "text/markdown; charset=utf-8",
          bytes: Array("# Report\n".utf8)),
        .init(name: "costctl-2026-W48.json", mediaType: "application/json", bytes: json),
      ])
  }

  let clock = SleeplessClock()
  let transport: AnsweringTransport
  let mail: AnsweringMail
  let dispatch: DeliveryDispatch

  init(
    _ transport: AnsweringTransport = AnsweringTransport(.text(200, "")),
    mail: AnsweringMail = AnsweringMail { _ in MailAnswer() }, endpoint: String? = nil
  ) {
    self.transport = transport
    self.mail = mail
    let clock = clock
    dispatch = DeliveryDispatch(
      transport: transport, mail: mail,
      buckets: BucketAccess(region: "us-east-1", endpoint: endpoint) { region, endpoints in
        AWSClient(
          region: region, transport: transport, credentials: NumberedCredentials(),
          endpoints: endpoints, policy: RetryPolicy(maximumAttempts: 1),
          now: { Self.moment }, timer: clock, random: { 0.5 })
      },
      persistence: DeliveryPersistence(clock: clock, random: { 0.5 }), timeout: .seconds(90),
      now: { Self.moment })
  }
}

/// A mail server that is one closure over the number of the attempt, from 0, and remembers its letters.
final class AnsweringMail: MailTransport {
  struct Letter: Sendable {
    let message: MailMessage
    let server: MailServer
    let login: MailLogin?
  }

  private let letters = Mutex<[Letter]>([])
  private let answer: @Sendable (Int) throws(MailError) -> MailAnswer

  init(_ answer: @escaping @Sendable (Int) throws(MailError) -> MailAnswer) {
    self.answer = answer
  }

  var sent: [Letter] { letters.withLock { $0 } }

  func send(
    _ message: MailMessage, through server: MailServer, as login: MailLogin?,
    within timeout: Duration
  ) async throws(MailError) -> MailAnswer {
    let number = letters.withLock { letters in
      letters.append(Letter(message: message, server: server, login: login))
      return letters.count - 1
    }
    return try answer(number)
  }
}

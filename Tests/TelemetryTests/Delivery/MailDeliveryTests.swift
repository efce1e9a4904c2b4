import CostModel
import Foundation
import Testing

@testable import Telemetry

@Suite("Delivery by e-mail")
struct MailDeliveryTests {
  private static let addressing = EmailAddressing(
    from: "costctl@example.com", to: ["finops@example.com", "cfo@example.com"],
    server: "smtps://mail.example.com:465", user: "mailer", password: Secret("pa55word"))

  private func delivered(_ mail: AnsweringMail) async -> (DeliveryReceipt, [AnsweringMail.Letter]) {
    let fixture = DeliveryFixture(mail: mail)
    let receipt = await fixture.dispatch.deliver(
      DeliveryFixture.parcel(), to: .email(Self.addressing))
    return (receipt, mail.sent)
  }

  @Test("the page is attached, the summary is the text")
  func message() async throws {
    let (receipt, letters) = await delivered(AnsweringMail { _ in MailAnswer() })
    #expect(receipt == DeliveryReceipt(status: .delivered, attempts: 1, seconds: 0))
    let letter = try #require(letters.first)
    #expect(letter.server == MailServer("smtps://mail.example.com:465"))
    #expect(letter.login == MailLogin(user: "mailer", password: Secret("pa55word")))
    #expect(letter.message.text == "Now $1,200 a month\nThen $300")
    #expect(letter.message.attachments.map(\.bytes) == [DeliveryFixture.page])
  }

  @Test("a repeat has the same Message-ID, and another run or other receivers have another")
  func messageID() throws {
    func id(_ run: String, _ to: [String]) -> String? {
      MailMessage(
        DeliveryFixture.parcel(runID: run), from: "a@example.com", to: to,
        date: DeliveryFixture.moment)?.id
    }
    #expect(id("r1", ["b@x.org"]) == id("r1", ["b@x.org"]))
    #expect(id("r1", ["b@x.org"]) != id("r2", ["b@x.org"]))
    #expect(id("r1", ["b@x.org"]) != id("r1", ["c@x.org"]))
    #expect(
      id("r 1>\r\n", ["b@x.org"])?.wholeMatch(of: /costctl\.[A-Za-z0-9.-]+@example\.com/) != nil)
  }

  @Test(
    "a refusal for now is tried again, one for good is not",
    arguments: [
      (MailError.refused(what: "the message", reply: "451 greylisted"), 4),
      (.refused(what: "the message", reply: "554 spam"), 1),
      (.login(reply: "535 no"), 1), (.login(reply: "454 later"), 4),
      (.unreached(host: "h", reason: "refused"), 4), (.broken(host: "h", reason: "reset"), 4),
      (.tls(host: "h", reason: "expired"), 1), (.noTLS(host: "h"), 1),
      (.unavailable(reason: "memory"), 1),
    ])
  func failures(error: MailError, attempts: Int) async {
    let (receipt, letters) = await delivered(
      AnsweringMail { _ throws(MailError) in throw error })
    #expect(receipt.status == .failed && receipt.attempts == attempts)
    #expect(Set(letters.map(\.message.id)).count == 1 && letters.count == attempts)
  }

  @Test("a message that the server had whole is not sent again")
  func unanswered() async {
    let (receipt, letters) = await delivered(
      AnsweringMail { _ throws(MailError) in throw .unanswered(host: "h", reason: "reset") })
    #expect(receipt.status == .unclear && letters.count == 1)
  }

  @Test("a receiver who is gone is named, and the others have the report")
  func refusedReceiver() async {
    let (receipt, _) = await delivered(
      AnsweringMail { _ in MailAnswer(refusedReceivers: ["cfo@example.com (550 unknown)"]) })
    #expect(receipt.status == .delivered)
    #expect(receipt.detail == "not for cfo@example.com (550 unknown)")
  }

  @Test(
    "an address that would end its header or its command is none",
    arguments: [
      "a@b.example\r\nBcc: evil@example.com", "a@b.example\nX: y", "a b@c.example", "<a@b.example>",
      "a@b.example, c@d.example", "a@", "@b", "a@b@c", "ä@b.example", "a@b.example\0", "",
    ])
  func badAddresses(address: String) {
    #expect(!EmailAddressing.isAddress(address))
    let parcel = DeliveryFixture.parcel()
    let date = DeliveryFixture.moment
    #expect(MailMessage(parcel, from: address, to: ["a@b.example"], date: date) == nil)
    #expect(MailMessage(parcel, from: "a@b.example", to: [address], date: date) == nil)
  }

  @Test("no subject and no run can begin another header")
  func headerInjection() throws {
    let parcel = DeliveryFixture.parcel(
      runID: "r\r\nBcc: evil@example.com", subject: "Report\r\nBcc: evil@example.com\r\n\r\nbody")
    let message = try #require(
      MailMessage(parcel, from: "a@b.example", to: ["c@d.example"], date: DeliveryFixture.moment))
    for line in message.headerLines {
      let folded = line.replacing("\r\n ", with: " ")
      #expect(!folded.contains("\r") && !folded.contains("\n"))
    }
    #expect(message.headerLines.contains("Subject: Report Bcc: evil@example.com body"))
  }

  @Test(
    "a server is scheme, host and perhaps a port, and nothing else",
    arguments: [
      ("smtp://mail.example.com", "smtp://mail.example.com"),
      ("SMTPS://Mail.Example.com:465/", "smtps://mail.example.com:465"),
      ("smtp://[::1]:25", "smtp://[::1]:25"), ("smtp://u:p@mail.example.com", nil),
      ("smtp://mail.example.com/x", nil), ("smtp://mail.example.com?x", nil),
      ("http://mail.example.com", nil), ("mail.example.com", nil), ("smtp://", nil),
      ("smtp://a\r\nb", nil), ("smtp://a#b", nil),
    ] as [(String, String?)])
  func servers(text: String, url: String?) {
    #expect(MailServer(text)?.url == url)
  }

  @Test("only this machine is spoken to in the clear")
  func thisMachine() {
    for host in ["localhost", "127.0.0.1", "127.8.8.8", "[::1]"] {
      #expect(MailServer("smtp://\(host)")?.isThisMachine == true)
    }
    for host in ["localhost.example", "169.254.169.254", "10.0.0.1", "mail.example.com"] {
      #expect(MailServer("smtp://\(host)")?.isThisMachine == false)
    }
  }

  // Python 3.11: email.utils.format_datetime(datetime.fromtimestamp(n, timezone.utc))
  @Test(
    "dates are written as mail writes them",
    arguments: [
      (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (1_796_000_000, "Mon, 30 Nov 2026 00:53:20 +0000"),
      (951_782_399, "Mon, 28 Feb 2000 23:59:59 +0000"),
    ])
  func dates(seconds: Int, text: String) {
    #expect(Instant(epochSeconds: seconds).mailDate == text)
  }
}

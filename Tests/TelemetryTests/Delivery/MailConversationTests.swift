import Testing

@testable import Telemetry

@Suite("What was said to a mail server")
struct MailConversationTests {
  /// Lines of the client begin with `>`, those of the server with `<`, the message's bytes with `=`.
  private func conversation(_ lines: String...) -> MailConversation {
    var conversation = MailConversation()
    for line in lines {
      let text = String(line.dropFirst(2))
      switch line.first {
      case ">": conversation.say(text)
      case "<": conversation.hear(text)
      default: conversation.send(text.replacing("\\r\\n", with: "\r\n").utf8)
      }
    }
    return conversation
  }

  @Test("250 to the end of the message is the server's yes")
  func taken() {
    let end = conversation(
      "< 220 hi", "> EHLO me", "< 250-mail", "< 250 AUTH PLAIN", "> AUTH PLAIN", "< 334 ",
      "> AGEAYg==", "< 235 ok", "> MAIL FROM:<a@b>", "< 250 ok", "> RCPT TO:<c@d>", "< 250 ok",
      "> RCPT TO:<e@f>", "< 550 5.1.1 unknown", "> DATA", "< 354 go on", "= x--\\r\\n",
      "< 250 queued", "> QUIT", "< 221 bye")
    #expect(end.isTaken && !end.isRefused)
    #expect(end.refusedReceivers == ["e@f (550 5.1.1 unknown)"])
  }

  @Test("what is answered to the goodbye does not hide why no receiver was taken")
  func goodbye() {
    let end = conversation(
      "> MAIL FROM:<a@b>", "< 250 ok", "> RCPT TO:<c@d>", "< 550 unknown", "> QUIT", "< 221 bye")
    #expect(end.reply == "550 unknown" && end.stage == .receivers)
  }

  @Test("a message is refused by a no to its end, and by a no to DATA")
  func refused() {
    let shared = ["> MAIL FROM:<a@b>", "< 250 ok", "> RCPT TO:<c@d>", "< 250 ok", "> DATA"]
    for end in [["< 354 go on", "= x--\\r\\n", "< 554 spam"], ["< 451 later"]] {
      var conversation = MailConversation()
      for line in shared + end {
        let text = String(line.dropFirst(2))
        if line.first == ">" { conversation.say(text) }
        if line.first == "<" { conversation.hear(text) }
      }
      #expect(conversation.isRefused && !conversation.isTaken)
    }
  }

  @Test("the end counts as sent only when its last bytes went out, in whatever pieces")
  func sentWhole() {
    #expect(!conversation("> DATA", "< 354 go").isSentWhole)
    #expect(!conversation("> DATA", "< 354 go", "= half of the mess").isSentWhole)
    #expect(conversation("= --bound--\\r\\n").isSentWhole)
    var pieces = MailConversation()
    for piece in ["--bound-", "-\r", "\n"] { pieces.send(piece.utf8) }
    #expect(pieces.isSentWhole)
  }

  @Test("a reply of several lines is its last, and what is no reply is nothing")
  func replies() {
    #expect(conversation("< 250-a", "< 250-b").reply.isEmpty)
    #expect(conversation("< 250-a", "< 250 b").reply == "250 b")
    #expect(conversation("< hello", "< 25", "< ").reply.isEmpty)
  }
}

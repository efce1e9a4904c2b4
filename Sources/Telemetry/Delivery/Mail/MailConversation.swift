/// Follows what client and server say to each other, to tell afterwards what became of the message.
///
/// A message is the server's once it answered 250 to its end (RFC 5321, 4.1.1.4); without that answer it is
/// the client's still, but only if the end was never sent can nobody have it.
struct MailConversation: Hashable, Sendable {
  enum Stage: Int, Comparable, Hashable, Sendable {
    case greeting, encryption, login, sender, receivers, message

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  private(set) var stage = Stage.greeting
  /// The last whole reply, such as `550 5.1.1 no such user`.
  private(set) var reply = ""
  /// The server said yes to the message.
  private(set) var isTaken = false
  /// The server said no to the message.
  private(set) var isRefused = false
  private(set) var refusedReceivers: [String] = []
  private var receiver: String?
  /// Whether the client took its leave: what is answered to that says nothing of the message.
  private var isOver = false
  private var tail: [UInt8] = []

  /// What the client sent, without its line break.
  mutating func say(_ line: String) {
    let verb = line.uppercased()
    if verb.hasPrefix("STARTTLS") {
      stage = .encryption
    } else if verb.hasPrefix("AUTH ") {
      stage = .login
    } else if verb.hasPrefix("MAIL FROM:") {
      stage = .sender
    } else if verb.hasPrefix("RCPT TO:") {
      stage = .receivers
      receiver = line.dropFirst("RCPT TO:".count).prefix { $0 != ">" }.filter { $0 != "<" }
    } else if verb == "DATA" {
      stage = .message
    } else if verb == "QUIT" {
      isOver = true
    }
  }

  /// One line of the server, without its line break; those with a hyphen after the code go on.
  mutating func hear(_ line: String) {
    let code = line.prefix(3)
    guard !isOver, code.count == 3, code.allSatisfy({ $0.isASCII && $0.isNumber }),
      line.dropFirst(3).first != "-"
    else { return }
    reply = line.printable(160)
    let isGood = code.first == "2" || code.first == "3"
    if stage == .receivers, let receiver {
      if !isGood { refusedReceivers.append("\(receiver.printable(80)) (\(reply))") }
      self.receiver = nil
    } else if stage == .message, !isTaken, !isRefused {
      isTaken = code.first == "2"
      isRefused = !isGood
    }
  }

  /// A piece of the message as it went out.
  mutating func send(_ bytes: some Collection<UInt8>) {
    tail = Array((tail + bytes.suffix(Self.end.count)).suffix(Self.end.count))
  }

  /// Whether the last bytes could be the end of the message: the close of a multipart.
  ///
  /// Nobody takes a message whose end was never sent; where this is true, someone may have.
  var isSentWhole: Bool { tail == Self.end }

  private static let end = Array("--\r\n".utf8)
}

/// Sender, receivers and the server of a message.
package struct EmailAddressing: Hashable, Sendable {
  package let from: String
  package let to: [String]
  /// `smtps://mail.example.com:465` or `smtp://…`, which must offer STARTTLS unless it is this machine.
  package let server: String
  package let user: String?
  package let password: Secret?

  package init(from: String, to: [String], server: String, user: String?, password: Secret?) {
    self.from = from
    self.to = to
    self.server = server
    self.user = user
    self.password = password
  }

  /// A bare address such as `finops@example.com`: nothing that a mail header or SMTP could read as more.
  package static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), parts[0].utf8.count <= 64,
      parts[1].utf8.count <= 255
    else { return false }
    let special = Array("()<>[]:;,\\\"".utf8)
    return text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !special.contains($0) }
  }
}

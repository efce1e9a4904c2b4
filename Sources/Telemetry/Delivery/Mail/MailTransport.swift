/// Hands one message to a mail server.
package protocol MailTransport: Sendable {
  func send(
    _ message: MailMessage, through server: MailServer, as login: MailLogin?,
    within timeout: Duration
  ) async throws(MailError) -> MailAnswer
}

/// Who a mail server is to let in.
package struct MailLogin: Hashable, Sendable {
  package let user: String
  package let password: Secret

  package init(user: String, password: Secret) {
    self.user = user
    self.password = password
  }
}

/// The server took the message.
package struct MailAnswer: Hashable, Sendable {
  /// Of those it was not taken for, each with the server's reply.
  package let refusedReceivers: [String]

  package init(refusedReceivers: [String] = []) { self.refusedReceivers = refusedReceivers }
}

/// What a report sends: a few lines for a chat or an e-mail, and the whole as files.
package struct Parcel: Sendable {
  package struct Attachment: Sendable {
    /// `costctl-2026-W48.html`.
    package let name: String
    package let mediaType: String
    package let bytes: [UInt8]

    package init(name: String, mediaType: String, bytes: [UInt8]) {
      self.name = name
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  /// The same for every attempt to deliver the same report, so that a receiver can tell a repeat.
  package let runID: String
  package let period: String
  package let subject: String
  /// Plain text, the totals and the first recommendations.
  package let summary: String
  /// The page first, then Markdown and JSON of the same.
  package let attachments: [Attachment]

  package init(
    runID: String, period: String, subject: String, summary: String, attachments: [Attachment]
  ) {
    self.runID = runID
    self.period = period
    self.subject = subject
    self.summary = summary
    self.attachments = attachments
  }
}

/// Where a parcel goes over the network, secrets already read.
package enum DeliveryAddress: Sendable {
  /// `prefix` ends in `/` or is empty; every attachment is put under it.
  case s3(bucket: String, prefix: String)
  /// An incoming webhook in Slack's form.
  case slack(url: Secret)
  /// The report's JSON, signed with HMAC-SHA256 where a key is given.
  case webhook(url: Secret, key: Secret?)
  case email(EmailAddressing)
}

/// Sender, receivers and the server of a message.
package struct EmailAddressing: Sendable {
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
}

/// How a delivery ended.
package struct DeliveryReceipt: Hashable, Sendable {
  package enum Status: String, Codable, Hashable, Sendable, CaseIterable {
    case delivered
    case failed
    /// Sent, and no clear answer came: it may have arrived, so it is not sent again by itself.
    case unclear
  }

  package let status: Status
  package let attempts: Int
  package let seconds: Double
  /// One clause for the record, free of secrets: `HTTP 500 three times`, `mail server refused the password`.
  package let detail: String?

  package init(status: Status, attempts: Int, seconds: Double, detail: String? = nil) {
    self.status = status
    self.attempts = attempts
    self.seconds = seconds
    self.detail = detail
  }
}

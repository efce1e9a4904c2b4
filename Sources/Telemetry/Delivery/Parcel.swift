/// What a report sends: a few lines for a chat or an e-mail, and the whole as files.
package struct Parcel: Hashable, Sendable {
  package struct Attachment: Hashable, Sendable {
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

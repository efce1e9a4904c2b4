package import CostModel
import Hashing

/// A message as it is to arrive: a text, the same as a small page, and attachments.
package struct MailMessage: Hashable, Sendable {
  package let from: String
  package let to: [String]
  package let subject: String
  /// Without angle brackets; the same for a repeat.
  package let id: String
  package let date: Instant
  /// Of the run that sends it.
  package let runID: String
  package let text: String
  package let html: String
  package let attachments: [Parcel.Attachment]

  /// The summary as text and page, with the report's page attached.
  ///
  /// Nil where an address is none.
  package init?(_ parcel: Parcel, from: String, to: [String], date: Instant) {
    guard !to.isEmpty, ([from] + to).allSatisfy(EmailAddressing.isAddress) else { return nil }
    self.from = from
    self.to = to
    self.date = date
    subject = parcel.subject
    runID = parcel.runID
    text = parcel.summary
    attachments = [parcel.attachment(ofExtension: "html")].compactMap(\.self)
    id = Self.id(runID: parcel.runID, from: from, to: to)
    html = Self.page(parcel, attached: attachments.first?.name)
  }

  /// Two deliveries of one run to different receivers are two messages.
  private static func id(runID: String, from: String, to: [String]) -> String {
    let safe = runID.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" }
    let receivers = SHA256.hash(Array(to.joined(separator: ",").utf8)).hexadecimal.prefix(12)
    let domain = from.split(separator: "@").last ?? "localhost"
    return "costctl.\(String(safe)).\(receivers)@\(domain)"
  }

  private static func page(_ parcel: Parcel, attached name: String?) -> String {
    let note = name.map { "<p>The whole report is attached: \($0.escapedForHTML).</p>\n" } ?? ""
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>\(parcel.subject.escapedForHTML)</title></head>
      <body style="font-family:sans-serif">
      <h1 style="font-size:1.2em">\(parcel.subject.escapedForHTML)</h1>
      <pre style="white-space:pre-wrap;font-size:1em">\(parcel.summary.escapedForHTML)</pre>
      \(note)</body></html>

      """
  }
}

extension String {
  fileprivate var escapedForHTML: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}

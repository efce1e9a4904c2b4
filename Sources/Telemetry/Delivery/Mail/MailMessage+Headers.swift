import CostModel

extension MailMessage {
  /// The header lines that are ours; those of MIME are libcurl's.
  var headerLines: [String] {
    [
      "Date: \(date.mailDate)",
      "From: \(from)",
      "To: \(to.joined(separator: ",\r\n "))",
      "Subject: \(EncodedWord.value(subject))",
      "Message-ID: <\(id)>",
      // RFC 3834: nobody's absence note answers it.
      "Auto-Submitted: auto-generated",
      "X-Costctl-Run: \(EncodedWord.value(runID))",
    ]
  }
}

extension Instant {
  /// As RFC 5322 writes it, `Thu, 01 Jan 1970 00:00:00 +0000`.
  var mailDate: String {
    let days = epochSeconds.flooredQuotient(by: 86_400)
    let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][
      (days + 3).flooredRemainder(by: 7)]
    let text = iso8601
    let month = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ][Instant.civil(fromDays: days).month - 1]
    return "\(weekday), \(text.dropFirst(8).prefix(2)) \(month) \(text.prefix(4)) "
      + "\(text.dropFirst(11).prefix(8)) +0000"
  }
}

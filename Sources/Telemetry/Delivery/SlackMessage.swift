import Foundation

/// A parcel as an incoming webhook takes it: a header and the summary, and both again as plain text for
/// notifications and for chats without blocks.
///
/// Limits of Slack's Block Kit: 150 characters of a header, 3,000 of a section's text.
struct SlackMessage: Hashable, Sendable {
  private let content: Content

  init(_ parcel: Parcel) {
    let subject = parcel.subject.printable(300)
    let summary = parcel.summary.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingSuffix { $0.isWhitespace } }.joined(separator: "\n")
    let title = subject.escapedForSlack(limit: Self.headerLimit)
    let text = summary.escapedForSlack(limit: Self.sectionLimit)
    content = Content(
      text: text.isEmpty ? title : "\(title)\n\(text)",
      blocks: [Block(type: "header", text: Text(text: title))]
        + (text.isEmpty ? [] : [Block(type: "section", text: Text(text: text))]))
  }

  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(content) else {
      preconditionFailure("texts are always JSON")
    }
    return Array(data)
  }

  private static let headerLimit = 150
  private static let sectionLimit = 3_000

  private struct Content: Encodable, Hashable {
    let text: String
    /// Names of workloads may hold what would be formatting.
    let mrkdwn = false
    let blocks: [Block]
  }

  private struct Block: Encodable, Hashable {
    let type: String
    let text: Text
  }

  private struct Text: Encodable, Hashable {
    let type = "plain_text"
    let text: String
    let emoji = false
  }
}

extension String {
  /// With the three characters that Slack gives a meaning escaped, and no longer than `limit` as sent.
  fileprivate func escapedForSlack(limit: Int) -> String {
    let pieces = map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      default: String(character)
      }
    }
    let whole = pieces.joined()
    guard whole.utf16.count > limit else { return whole }
    var length = 0
    let kept = pieces.prefix { piece in
      length += piece.utf16.count
      return length < limit
    }
    return kept.joined() + "…"
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(_ isDropped: (Character) -> Bool) -> String {
    var kept = self[...]
    while let last = kept.last, isDropped(last) { kept.removeLast() }
    return String(kept)
  }
}

import Foundation
import Testing

@testable import Telemetry

@Suite("Slack message")
struct SlackMessageTests {
  private struct Content: Decodable, Equatable {
    struct Block: Decodable, Equatable {
      let type: String
      let text: Text
    }
    struct Text: Decodable, Equatable {
      let type: String
      let text: String
    }
    let text: String
    let mrkdwn: Bool
    let blocks: [Block]
  }

  private func content(_ subject: String, _ summary: String) throws -> Content {
    let message = SlackMessage(DeliveryFixture.parcel(subject: subject, summary: summary))
    return try JSONDecoder().decode(Content.self, from: Data(message.json))
  }

  @Test("subject and summary are a header and a section, and once more as text")
  func whole() throws {
    #expect(
      try content("Report W48", "a  \nb")
        == Content(
          text: "Report W48\na\nb", mrkdwn: false,
          blocks: [
            .init(type: "header", text: .init(type: "plain_text", text: "Report W48")),
            .init(type: "section", text: .init(type: "plain_text", text: "a\nb")),
          ]))
  }

  @Test("the three characters with a meaning are escaped, so nobody is called and no link is made")
  func escaped() throws {
    let content = try content("<!channel> & co", "<https://evil.example|here> > 0")
    #expect(content.blocks[0].text.text == "&lt;!channel&gt; &amp; co")
    #expect(content.blocks[1].text.text == "&lt;https://evil.example|here&gt; &gt; 0")
    #expect(!content.text.contains("<") && !content.text.contains(">"))
  }

  @Test(
    "a text of any size keeps Slack's limits, and no escape is cut",
    arguments: ["<", "&", "x", "é", "\u{1F9EE}", "line\n"])
  func limits(piece: String) throws {
    let long = String(repeating: piece, count: 5_000)
    let content = try content(long, long)
    for (block, limit) in zip(content.blocks, [150, 3_000]) {
      let text = block.text.text
      #expect(text.utf16.count <= limit && text.hasSuffix("…"))
      let rest = text.dropLast().replacing("&lt;", with: "").replacing("&amp;", with: "")
      #expect(!rest.contains("&"))
    }
    #expect(content.text.utf16.count <= 4_000)
  }

  @Test("an empty summary leaves the header alone, for Slack refuses empty texts")
  func emptySummary() throws {
    #expect(try content("Report", "").blocks.count == 1)
  }
}

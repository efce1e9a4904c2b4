import Foundation
import Testing

@testable import Telemetry

@Suite("Encoded words in mail headers")
struct EncodedWordTests {
  @Test("a short plain text stays as it is")
  func plain() {
    #expect(EncodedWord.value("costctl 2026-W48: saves $900") == "costctl 2026-W48: saves $900")
  }

  // Python 3.11: str(email.header.make_header(email.header.decode_header(value)))
  @Test(
    "anything else is encoded in words of at most 75 characters, a line each",
    arguments: [
      ("Einsparung über 900 €", "=?UTF-8?B?RWluc3BhcnVuZyDDvGJlciA5MDAg4oKs?="),
      ("=?UTF-8?B?eA==?=", "=?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?="),
      ("a\r\nb", "a b"),
    ])
  func encoded(text: String, value: String) {
    #expect(EncodedWord.value(text) == value)
  }

  @Test("long texts fold, decode to what they were, and cut no character")
  func folded() throws {
    let text = String(repeating: "Größe \u{1F9EE} ", count: 20)
    let lines = EncodedWord.value(text).components(separatedBy: "\r\n ")
    #expect(lines.count > 3)
    var decoded = ""
    for line in lines {
      #expect(line.utf8.count <= 75)
      let word = try #require(line.wholeMatch(of: /=\?UTF-8\?B\?(.+)\?=/))
      let bytes = try #require(Data(base64Encoded: String(word.1)))
      decoded += try #require(String(bytes: bytes, encoding: .utf8))
    }
    #expect(decoded == text.trimmingCharacters(in: .whitespaces))
  }
}

import CostModel
import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Reporting

@Suite("The scheduled report")
struct EditionTests {
  private static let context = RenderContext(generatedAt: EditionFleet.generatedAt)

  private func text(_ edition: ReportEdition, _ format: EditionFormat) -> String {
    String(decoding: edition.rendered(as: format, in: Self.context), as: UTF8.self)
  }

  @Test("the same edition gives the same bytes", arguments: EditionFormat.allCases)
  func repeatable(format: EditionFormat) throws {
    #expect(text(try EditionFleet.edition(), format) == text(try EditionFleet.edition(), format))
  }

  @Test("Markdown looks as accepted")
  func markdown() throws {
    let edition = try EditionFleet.edition(comparison: SampleFleet.comparison())
    try expectGolden(edition.rendered(as: .markdown, in: Self.context), "report.markdown")
  }

  @Test("JSON has what recommend says, the changes and an hour of the week for each hour")
  func json() throws {
    let edition = try EditionFleet.edition()
    let bytes = Data(edition.rendered(as: .json, in: Self.context))
    let document = try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    #expect(document["schema"] as? String == "costctl/report/v1")
    #expect(document["tco"] is NSNull)
    let recommend = try #require(document["recommend"] as? [String: Any])
    let alone = try #require(
      JSONSerialization.jsonObject(
        with: Data(edition.recommendations.rendered(as: .json, in: Self.context)))
        as? [String: Any])
    for (key, value) in recommend { #expect((alone[key] as? NSObject) == (value as? NSObject)) }
    #expect(Set(alone.keys) == Set(recommend.keys).union(["schema", "generated_at"]))
    let weeks = try #require(document["weeks"] as? [[String: Any]])
    #expect(weeks.count == 6)
    #expect(weeks.allSatisfy { ($0["average_concurrency"] as? [Any])?.count == 168 })
  }

  @Test("the page's policy allows its own style and script by their hash, and nothing else")
  func policy() throws {
    let page = text(try EditionFleet.edition(), .html)
    let policy = try #require(page.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
    #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
    #expect(!policy.contains("unsafe") && !policy.contains("http"))
    let blocks = page.matches(of: /<(style|script)>([\s\S]*?)<\/(style|script)>/)
    #expect(blocks.map { String($0.1) } == ["style", "script"])
    #expect(page.split(separator: "<script").count == 3, "the data and the script")
    #expect(!page.contains(" style=") && page.firstMatch(of: /\son[a-z]+=/) == nil)
  }

  @Test("no name ends the data it stands in, nor steers what is beside it")
  func hostile() throws {
    let names = SampleFleet.hostileNames + ["</script><script>alert(2)</script>", "<!--<script>"]
    let hostile = text(try EditionFleet.edition(count: names.count, names: names), .html)
    let tame = names.indices.map { "plain-\($0)" }
    let plain = text(try EditionFleet.edition(count: names.count, names: tame), .html)
    for mark in ["<script", "</script", "<!--", "<h3", "<td"] {
      #expect(hostile.split(separator: mark).count == plain.split(separator: mark).count, "\(mark)")
    }
    let steering: Set<UInt32> = [0x202E, 0x2028, 0x1B, 0x0, 0xD]
    #expect(hostile.unicodeScalars.allSatisfy { !steering.contains($0.value) })
  }

  @Test("Foundation reads the page's body as well-formed XML")
  func wellFormed() throws {
    let page = text(try EditionFleet.edition(comparison: SampleFleet.comparison()), .html)
    let body = try #require(page.firstRange(of: "<main>")).lowerBound
    let end = try #require(page.firstRange(of: "</main>")).upperBound
    let xml = page[body..<end].replacing(/<(input[^>]*)>/) { "<\($0.1)/>" }
      .replacing(" hidden>", with: " hidden=\"\">").replacing(" selected>", with: " selected=\"\">")
    let parser = XMLParser(data: Data(xml.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError)) line \(parser.lineNumber)")
  }

  @Test(
    "a fleet without workloads still has a report in every format",
    arguments: EditionFormat.allCases)
  func empty(format: EditionFormat) throws {
    let text = text(try EditionFleet.edition(count: 0), format)
    #expect(text.contains("eu-west-1 was not pulled"))
  }

  @Test("5,000 workloads stay under 5 MB")
  func large() throws {
    let page = try EditionFleet.edition(count: 5000).rendered(as: .html, in: Self.context)
    #expect(page.count < 5_000_000, "\(page.count) bytes")
  }

  @Test(
    "a sentence comes back from its template and figures",
    arguments: [
      "", "no figure", "5", "Utilization 5.1 % is below 15.0 %, by 2 slots.", "v1.2.3, 1,024 MB.",
      "3|4 and 5", "٣ ends 7",
    ])
  func sentences(text: String) {
    let sentence = Sentence(text)
    let parts = sentence.template.split(separator: "\u{1}", omittingEmptySubsequences: false)
    let figures = sentence.figures.split(separator: "|", omittingEmptySubsequences: false)
    let joined = parts.enumerated().map { $0 == 0 ? $1 : figures[$0 - 1] + $1 }.joined()
    #expect(joined == text)
  }

  @Test("a week's letters: silent A, every slot busy /, not covered -; a quiet hour is not silent")
  func letters() {
    var hours = [Double?](repeating: 0, count: WeekProfile.hours)
    hours[0] = 4
    hours[1] = 0.001
    hours[167] = nil
    let letters = WeekProfile(averageConcurrency: hours).letters(slots: 4)
    #expect(letters.hasPrefix("/BA") && letters.hasSuffix("A-") && letters.count == 168)
    #expect(
      WeekProfile(averageConcurrency: hours).sentence(slots: 4)
        == "Busiest on Monday from 00:00 to 01:00 UTC, at 100.0 % of 4 slots; silent in 165 of 168 "
        + "hours, 1 not covered.")
  }
}

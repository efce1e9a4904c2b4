import CostModel
import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Reporting

@Suite("Pages")
struct HTMLTests {
  private func page(_ names: [String]) -> String {
    let context = RenderContext(generatedAt: SampleFleet.generatedAt)
    let document = SampleFleet.analysis(of: names.map { .init($0) }).document(in: context)
    return String(
      decoding: HTMLPage(title: names[0], body: document.html()).rendered, as: UTF8.self)
  }

  @Test("no name acts as markup, and none steers what is beside it")
  func hostile() {
    let text = page(SampleFleet.hostileNames)
    let plain = page(SampleFleet.hostileNames.map { _ in "name" })
    for mark in ["<", ">", "\"", "\n"] {
      let (count, expected) = (
        text.split(separator: mark).count, plain.split(separator: mark).count
      )
      #expect(count == expected, "a name added a \(mark)")
    }
    #expect(!text.contains("<script"))
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test("a page fetches nothing, runs nothing, and knows both grounds")
  func contained() {
    let text = page(["plain"])
    #expect(text.contains("default-src 'none'") && text.contains("prefers-color-scheme: dark"))
    #expect(!text.contains("http://") && !text.contains("https://") && !text.contains("<script"))
    #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
  }

  @Test("Foundation reads a page's body as well-formed XML")
  func wellFormed() throws {
    let comparison = try SampleFleet.comparison()
    let context = RenderContext(generatedAt: SampleFleet.generatedAt)
    let text = String(
      decoding: try comparison.rendered(as: TCOFormat.html, in: context), as: UTF8.self)
    let body = try #require(text.firstRange(of: "<main>")).lowerBound
    let end = try #require(text.firstRange(of: "</main>")).upperBound
    let parser = XMLParser(data: Data(text[body..<end].utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
  }

  @Test(
    "a scale has round marks that hold every value",
    arguments: [[0.0, 7], [-30, 12], [1_234_567], [0], [-5, -2], [0.3, 0.4]])
  func scale(values: [Double]) {
    let scale = DollarScale(values)
    #expect(scale.low <= min(0, values.min() ?? 0) && scale.high >= (values.max() ?? 0))
    #expect((2...14).contains(scale.marks.count), "\(scale.marks)")
    let steps = Set(zip(scale.marks, scale.marks.dropFirst()).map { ($1 - $0).rounded(.down) })
    #expect(steps.count == 1)
  }

  @Test(
    "axis labels are short",
    arguments: [(0.0, "$0"), (950, "$950"), (12_000, "$12k"), (-1_250_000, "-$1.25M")])
  func label(value: Double, text: String) {
    #expect(DollarScale.label(value) == text)
  }
}

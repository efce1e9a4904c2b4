import CostModel
import TestSupport
import Testing

@testable import Reporting

@Suite("Text on a terminal")
struct TerminalTextTests {
  /// Python 3.11 `unicodedata` 14.0: 2 where `east_asian_width` is W or F, 0 for Mn, Me and Cf.
  @Test(
    "wide characters take two columns, combining ones none",
    arguments: [
      ("abc", 3), ("naïve", 5), ("nai\u{308}ve", 5), ("关数", 4), ("ｆｕｌｌ", 8), ("ﾊﾝ", 2),
      ("한국어", 6), ("🚀go", 4), ("Ω±", 2), ("日本e\u{301}", 5), ("𠀀", 2), ("", 0),
    ])
  func width(text: String, columns: Int) {
    #expect(text.terminalWidth == columns)
  }

  @Test("a joined emoji and one with a presentation selector take two columns")
  func emojiSequences() {
    #expect("👩‍💻".terminalWidth == 2)
    #expect("☁️".terminalWidth == 2)
  }

  @Test(
    "what steers a terminal is shown, not sent",
    arguments: [
      ("\u{1B}[31mred", "␛[31mred"), ("a\u{0}b\u{7F}", "a␀b␡"), ("\u{9B}2J", "\\u{9b}2J"),
      ("one\r\ntwo", "one␍␊two"), ("\u{202E}gnp.exe", "\\u{202e}gnp.exe"),
      ("plain é 関", "plain é 関"),
    ])
  func controls(text: String, shown: String) {
    #expect(text.terminalSafe == shown)
  }

  @Test(
    "a long name loses its middle and fits",
    arguments: [
      ("summarize-tickets", 10, "summa…kets"), ("关数关数关数", 7, "关…数"), ("short", 5, "short"),
      ("ab", 1, "…"),
    ])
  func shortening(name: String, columns: Int, shown: String) {
    #expect(name.shortenedInMiddle(to: columns) == shown)
    #expect(shown.terminalWidth <= columns)
  }

  @Test("the week's bars run from the oldest of seven days, silent days at the bottom")
  func sparkline() {
    let blocks = [9.0, 0, 1, 2, 3.5, 7, 0, 3.5].map { UsageBlock(seconds: 86_400, busySeconds: $0) }
    #expect(profile(blocks).sparkline == "▁▃▄▅█▁▅")
    #expect(profile([UsageBlock(seconds: 86_400, busySeconds: 0)]).sparkline == "▁")
    #expect(profile([]).sparkline == "")
  }

  private func profile(_ blocks: [UsageBlock]) -> UsageProfile {
    let sample = SampleFleet.members[0].profile
    return UsageProfile(
      workload: sample.workload, configuration: sample.configuration, window: sample.window,
      coveredSeconds: sample.coveredSeconds, totals: sample.totals,
      concurrency: sample.concurrency, blocks: blocks)
  }

  @Test(
    "no line is wider than the terminal, down to 60 columns", arguments: [60, 80, 100, 140, 200])
  func fits(columns: Int) {
    let context = RenderContext(generatedAt: SampleFleet.generatedAt, width: columns)
    let names = ["x-" + String(repeating: "long", count: 2500), "关数处理器关数处理器关数处理器"]
    let analysis = SampleFleet.analysis(of: SampleFleet.members + names.map { .init($0) })
    let text = String(decoding: analysis.rendered(as: .table, in: context), as: UTF8.self)
    let widest = text.split(separator: "\n").map { String($0).terminalWidth }.max()
    #expect((widest ?? 0) <= columns)
  }
}

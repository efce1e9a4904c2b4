import CostModel
import Reporting
import TestSupport
import Testing

@Suite("Details under the tables")
struct DetailTests {
  private func text(_ report: some Report, verbose: Bool = false) -> String {
    let context = RenderContext(generatedAt: SampleFleet.generatedAt, verbose: verbose)
    return String(decoding: report.rendered(as: .table, in: context), as: UTF8.self)
  }

  @Test("a fleet of 1,000 is detailed for the first 20, and says how to see the rest")
  func largeFleet() {
    let report = SampleFleet.report(of: SampleFleet.members(1000))
    let brief = text(report)
    #expect(brief.contains("\n20. ") && !brief.contains("\n21. "))
    #expect(brief.contains("details of 730 more workloads: add --verbose"))
    let whole = text(report, verbose: true)
    #expect(whole.contains("\n750. ") && !whole.contains("Left out"))
  }

  @Test("findings of more than 20 workloads are counted, not dropped in silence")
  func manyFindings() {
    let brief = text(SampleFleet.analysis(of: SampleFleet.members(80)))
    #expect(brief.contains("findings of 30 more workloads: add --verbose"))
  }

  @Test("one workload is spoken of in the singular")
  func single() {
    let one = text(SampleFleet.analysis(of: [SampleFleet.members[2]]))
    #expect(one.hasPrefix("Usage and cost of 1 workload\n"))
    #expect(!one.contains("account/region"), "one place needs no column")
  }

  @Test("without colour there is no escape character")
  func noColor() {
    #expect(!text(SampleFleet.report).contains("\u{1B}"))
  }
}

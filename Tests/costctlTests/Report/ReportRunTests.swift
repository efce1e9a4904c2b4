import CostModel
import Foundation
import TestSupport
import Testing

@testable import costctl

@Suite("costctl report as a user runs it")
struct ReportRunTests {
  private let costctl: Executable

  init() throws {
    costctl = try Executable()
    _ = try costctl.run("demo", "--dir", ".", "--quiet")
  }

  private func report(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Executable.Run {
    try costctl.run(
      ["report"] + arguments + ["--db", "costctl.db"],
      environment: ["SOURCE_DATE_EPOCH": "1795417200"].merging(environment) { $1 })
  }

  private func statuses() throws -> [String] {
    let run = try report("history", "--format", "csv")
    return run.output.split(whereSeparator: \.isNewline).dropFirst().map {
      String($0.split(separator: ",", omittingEmptySubsequences: false)[2])
    }
  }

  @Test("a report is made and delivered once; anew it has the same bytes")
  func once() throws {
    let run = ["run", "--for", "2026-W46", "--no-pull"]
    let first = try report(run[0], run[1], run[2], run[3])
    #expect(first.code == 0 && first.output == "")
    let page = try costctl.folder.read("reports/2026-W46.html")
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    try costctl.folder.write("read by now", to: "reports/2026-W46.html")
    let second = try report(run[0], run[1], run[2], run[3], environment: ["SOURCE_DATE_EPOCH": "1"])
    #expect(second.code == 0 && second.messages.contains("is where it should be"))
    #expect(try costctl.folder.read("reports/2026-W46.html") == "read by now")
    let forced = try report(run[0], run[1], run[2], run[3], "--force")
    #expect(forced.code == 0)
    #expect(try costctl.folder.read("reports/2026-W46.html") == page)
    #expect(try statuses() == ["done"])
    let shown = try report("show", "2026-W46", "--format", "html")
    #expect(shown.code == 0 && shown.output == page)
  }

  @Test("--dry-run touches nothing, and says what would be done")
  func dryRun() throws {
    let before = try costctl.folder.entries()
    let run = try report("run", "--for", "2026-W46", "--no-pull", "--dry-run")
    #expect(run.code == 0)
    #expect(run.output.contains("would deliver to file "))
    #expect(run.output.contains("looks at 2026-11-02T00:00:00Z to 2026-11-16T00:00:00Z"))
    #expect(
      try costctl.folder.entries().filter { !$0.contains("-") }
        == before.filter { !$0.contains("-") })
    #expect(try statuses().isEmpty)
  }

  @Test("a pull that fails is a gap: the report comes from what is stored, and the code is 3")
  func withoutPull() throws {
    let run = try report(
      "run", "--for", "2020-W01", environment: ["AWS_EC2_METADATA_DISABLED": "true"])
    #expect(run.code == 3)
    #expect(run.messages.contains("CloudWatch keeps samples for 455 days"))
    let shown = try report("show", "2020-W01", "--format", "markdown")
    #expect(shown.code == 0)
    #expect(try statuses() == ["partial"])
  }

  @Test("a report after another is compared with it")
  func compared() throws {
    #expect(try report("run", "--for", "2026-W45", "--no-pull").code == 0)
    #expect(try report("run", "--for", "2026-W46", "--no-pull").code == 0)
    let query = try costctl.shell(
      "exec \"$COSTCTL\" report history --db costctl.db --format json")
    #expect(query.output.contains("\"period\":\"2026-W46\""))
    #expect(try statuses() == ["done", "done"])
  }

  @Test("conditions decide, and each outcome is in the history")
  func conditions() throws {
    try costctl.folder.write(
      """
      report:
        keep: { runs: 4 }
        metrics_file: report.prom
        deliver:
          - { file: "all-{period}.html" }
          - { file: "rich.html", on: "saving>1000000" }
          - { file: "no/such/folder/x.html", on: "saving>1" }
      """, to: "costctl.yaml")
    let run = try report("run", "--for", "2026-W46", "--no-pull")
    let history = try report("history", "--format", "csv").output
    #expect(try costctl.folder.read("all-2026-W46.html").hasSuffix("</html>\n"))
    #expect(history.contains("1 skipped"))
    #expect(history.contains(run.code == 3 ? "1 delivered" : "2 delivered"))
    let metrics = try costctl.folder.read("report.prom")
    #expect(metrics.contains("costctl_report_workloads 14\n"))
    #expect(metrics.contains("costctl_report_deliveries_failed \(run.code == 3 ? 1 : 0)\n"))
  }

  @Test("--format writes the report as well, also when there is nothing to do any more")
  func alsoWritten() throws {
    for _ in 0..<2 {
      let run = try report("run", "--for", "2026-W46", "--no-pull", "--format", "json")
      #expect(run.code == 0)
      let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      #expect(document is [String: Any])
    }
    _ = try report("run", "--for", "2026-W46", "--no-pull", "--output", "page.html")
    #expect(try costctl.folder.read("page.html") == costctl.folder.read("reports/2026-W46.html"))
  }

  @Test(
    "what makes no sense is wrong usage",
    arguments: [
      ["--for", "2026-W99"], ["--for", "9999-12-31"], ["--period", "weekly", "--for", "2026-11"],
      ["--force", "--resend"], ["--max-api-cost", "-1"], ["--period", "hourly"],
      ["--metrics-file", ""],
    ])
  func usage(arguments: [String]) throws {
    let run = try costctl.run(["report", "run", "--db", "costctl.db", "--no-pull"] + arguments)
    #expect(run.code == 64 && run.output == "")
  }

  @Test("a report nobody made cannot be shown")
  func unknown() throws {
    let run = try report("show", "2026-W01")
    #expect(run.code == 1 && run.messages.contains("no report is called 2026-W01"))
  }
}

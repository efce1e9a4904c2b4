import CostModel
import Foundation
import TestSupport
import Testing

@testable import costctl

@Suite("Comparison of total cost on the command line")
struct TCOTests {
  private let costctl: Executable

  init() throws {
    costctl = try Executable()
    #expect(try costctl.run("demo", "-q", "--db", "c.db").code == 0)
  }

  private func answer(_ arguments: String) throws -> [String: Any] {
    let run = try costctl.shell("exec \"$COSTCTL\" tco -q --db c.db --format json \(arguments)")
    #expect(run.code == 0, "\(run.messages)")
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(document as? [String: Any])
  }

  @Test("--set beats the file, which beats the catalogue, and each says where it came from")
  func precedence() throws {
    try costctl.folder.write(
      "tco:\n  node: cpu-server\n  pue: 1.3\n  horizon_months: 24\n  staff_fte: 0.1\n",
      to: "costctl.yaml")
    let document = try answer("--set pue=1.2 --horizon 12 --set node_price_usd=15000")
    #expect(document["horizon_months"] as? Int == 12 && document["node"] as? String == "cpu-server")
    let figures = try #require(document["assumptions"] as? [[String: Any]])
    let sources = Dictionary(
      uniqueKeysWithValues: figures.map { ($0["key"] as? String ?? "", $0["source"] as? String) })
    #expect(sources["pue"] == "given with --set")
    #expect(sources["horizon_months"] == "given with --horizon")
    #expect(sources["staff_fte"] == "given in costctl.yaml:5")
    let given = figures.filter { $0["assumption"] as? Bool == false }.compactMap {
      $0["key"] as? String
    }
    #expect(
      Set(given).subtracting(["peak_vcpus", "average_vcpus"]) == [
        "pue", "horizon_months", "staff_fte", "node_price_usd",
      ])
  }

  @Test("output tokens of the configuration give a cost per million")
  func tokens() throws {
    try costctl.folder.write(
      "workloads:\n  - { match: \"*\", output_tokens: 150 }\n", to: "costctl.yaml")
    let options = try #require(try answer("--horizon 6")["options"] as? [[String: Any]])
    #expect(options.allSatisfy { ($0["per_million_output_tokens"] as? Double ?? 0) > 0 })
  }

  @Test("--function narrows the fleet")
  func narrowed() throws {
    #expect(try answer("--function 'chat-*' --horizon 3")["workloads"] as? Int == 1)
  }

  @Test(
    "an input that is unknown, no number or out of range is wrong usage, in one sentence",
    arguments: [
      ("nod_price_usd=3", "there is no input 'nod_price_usd', did you mean node_price_usd?"),
      ("xyzzy=3", "there is no input 'xyzzy'; there are node, horizon_months"),
      ("pue", "'pue' is not KEY=VALUE"), ("pue=high", "pue: 'high' is not a number"),
      ("pue=0.5", "pue: 0.5 is not in 1…10"),
      ("node_life_months=2.5", "node_life_months: 2.5 is not a whole number in 1…240"),
      ("pue=nan", "pue: 'nan' is not a number"),
    ])
  func refusals(term: String, sentence: String) throws {
    let run = try costctl.run("tco", "--db", "c.db", "--set", term)
    #expect(run.code == 64 && run.output.isEmpty)
    #expect(run.messages.contains(sentence), "\(run.messages)")
  }

  @Test("an unknown node, a missing subscription and an empty window fail in one sentence")
  func failures() throws {
    let cases = [
      ("--set node=l5-server", "there is no node 'l5-server'; known are cpu-server"),
      ("--set node=nutanix-gpt-in-a-box", "needs software_usd_per_node_year (USD/node-year)"),
      ("--function nothing-such", "no workload with samples matches"),
      ("--set node_idle_kw=3", "node_idle_kw (3) is above node_full_kw (0.8): set both"),
    ]
    for (arguments, sentence) in cases {
      let run = try costctl.shell("exec \"$COSTCTL\" tco --db c.db \(arguments)")
      #expect(run.code == 1 && run.output.isEmpty)
      #expect(run.messages.contains(sentence) && run.messages.count { $0 == "\n" } == 1)
    }
  }

  @Test("files are written in every format, the workbook as a zip archive")
  func files() throws {
    for (format, start) in [
      ("xlsx", "PK"), ("html", "<!DOCTYPE html>"), ("focus", "AvailabilityZone"),
    ] {
      let run = try costctl.run(
        "tco", "-q", "--db", "c.db", "--horizon", "2", "--format", format, "--output", "t.\(format)"
      )
      #expect(run.code == 0 && run.output.isEmpty)
      #expect(try costctl.folder.read("t.\(format)").hasPrefix(start))
    }
  }

  @Test("recommendations are exported as a list and as FOCUS rows")
  func exports() throws {
    let list = try costctl.run("export", "recommendations", "-q", "--db", "c.db")
    #expect(list.code == 0 && list.output.hasPrefix("recommendation_id,account_id,region"))
    let focus = try costctl.run(
      "export", "recommendations", "-q", "--db", "c.db", "--format", "focus", "--focus-version",
      "1.4")
    #expect(focus.code == 0 && !focus.output.prefix { $0 != "\r\n" }.contains(",ProviderName,"))
    let json = try costctl.run(
      "export", "recommendations", "-q", "--db", "c.db", "--format", "json")
    #expect(json.output.hasPrefix("{\"schema\":\"costctl/export-recommendations/v1\""))
  }
}

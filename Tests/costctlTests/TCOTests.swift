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
      Set(given).subtracting([
        "peak_vcpus", "average_vcpus", "request_peak_tokens_per_second",
        "request_average_tokens_per_second",
      ]) == [
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

  @Test("where model and tokens are known, demand and fleets are told in tokens a second")
  func tokenSized() throws {
    func demand(_ document: [String: Any]) throws -> [String: Any] {
      try #require((document["demand"] as? [[String: Any]])?.first)
    }
    let untold = try answer("--function 'chat-*' --horizon 3")
    #expect(try demand(untold)["sized_by"] as? String == "vcpus")
    try costctl.folder.write(
      "workloads:\n  - { match: \"chat-*\", model: llama-3.2-1b, quant: q4_k_m, prompt_tokens: 500, "
        + "output_tokens: 200 }\n", to: "costctl.yaml")
    let told = try answer("--function 'chat-*' --horizon 3")
    let own = try demand(told)
    #expect(own["sized_by"] as? String == "tokens" && own["model"] as? String == "llama-3.2-1b")
    let written = try #require(own["own_output_tokens_per_second_at_peak"] as? Double)
    let reference = try #require(own["peak_tokens_per_second"] as? Double)
    #expect(written > 0 && abs(reference / written - 700.0 / 200 * 1.2358e9 / (3 * 8.03e9)) < 1e-3)
    let month = try #require((told["on_prem"] as? [[String: Any]])?.first)
    #expect(abs((month["peak_tokens_per_second"] as? Double ?? 0) - reference) < 1e-9)
    // What recommend says of the same workload is what the first month of an option costs.
    let recommended = try costctl.run(
      "recommend", "-q", "--db", "c.db", "--function", "chat-*", "--format", "json")
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(recommended.output.utf8)) as? [String: Any])
    let advice = try #require((report["recommendations"] as? [[String: Any]])?.first)
    let fleets = try #require(advice["options"] as? [[String: Any]]).filter {
      ($0["option"] as? String)?.hasPrefix("ec2/") == true
        && ($0["option"] as? String)?.hasSuffix("/on-demand") == true
        && $0["feasible"] as? Bool == true
    }.compactMap { $0["monthly_cost"] as? Double }
    let options = try #require(told["options"] as? [[String: Any]])
    let onDemand = try #require(options.first { $0["option"] as? String == "ec2/on-demand" })
    let paid = try #require((onDemand["cash"] as? [Double])?.first)
    #expect(abs(paid - (fleets.min() ?? 0)) < 1e-6)
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

import Foundation
import Testing

@Suite("On-prem on the command line")
struct OnPremisesCommandTests {
  private let costctl: Executable

  init() throws {
    costctl = try Executable()
    #expect(try costctl.run("demo", "-q", "--db", "c.db").code == 0)
  }

  private typealias Object = [String: Any]

  private func recommendations(_ arguments: [String] = []) throws -> [Object] {
    let run = try costctl.run(
      ["recommend", "-q", "--db", "c.db", "--format", "json"] + arguments)
    #expect(run.code == 0, "\(run.messages)")
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? Object
    return try #require(document?["recommendations"] as? [Object])
  }

  private func option(_ item: Object) throws -> Object {
    let options = try #require(item["options"] as? [Object])
    return try #require(options.first { $0["option"] as? String == "on-prem" })
  }

  private func quote(_ figures: String = "node_price_usd: 24000") throws {
    try costctl.folder.write("tco: { \(figures) }\n", to: "costctl.yaml")
  }

  @Test("without a quote it has a price and a reason, and nobody is sent there")
  func unquoted() throws {
    for item in try recommendations() {
      let option = try option(item)
      #expect(option["feasible"] as? Bool == false)
      let chosen = try #require(item["chosen"] as? Object)
      #expect(chosen["option"] as? String != "on-prem")
    }
  }

  @Test("with one the tier repatriate goes there, and its parts are the month of whole nodes")
  func quoted() throws {
    try quote()
    let items = try recommendations()
    let home = items.filter { ($0["chosen"] as? Object)?["option"] as? String == "on-prem" }
    #expect(!home.isEmpty)
    #expect(
      home.count == items.count { $0["tier"] as? String == "repatriate" })
    let parts = home.compactMap { $0["monthly_cost_then"] as? Double }.reduce(0, +)
    let nodes = try #require(home.first?["on_prem"] as? Object)
    let whole = try #require(nodes["nodes_monthly_cost"] as? Double)
    #expect(abs(parts - whole) < 1e-9 * whole)
    #expect(nodes["workloads"] as? Int == home.count)
  }

  @Test("node and figures of the configuration are honoured, redundancy sets the spare nodes")
  func configured() throws {
    try costctl.folder.write(
      "redundancy: none\ntco:\n  node: arm-server\n  node_price_usd: 9000\n  least_nodes: 1\n",
      to: "costctl.yaml")
    let bare = try #require(try recommendations().first?["on_prem"] as? Object)
    try costctl.folder.write(
      "redundancy: n+1\ntco:\n  node: arm-server\n  node_price_usd: 9000\n  least_nodes: 1\n",
      to: "costctl.yaml")
    let spare = try #require(try recommendations().first?["on_prem"] as? Object)
    #expect(bare["node"] as? String == "arm-server")
    #expect(spare["nodes"] as? Int == (bare["nodes"] as? Int).map { $0 + 1 })
    try quote("node: nutanix-gpt-in-a-box")
    let boxed = try option(try #require(try recommendations().first))
    #expect((boxed["why_not"] as? String)?.contains("software_usd_per_node_year") == true)
  }

  @Test("explain works the part out, and FOCUS rows of the candidate sum to it")
  func traced() throws {
    try quote()
    let item = try #require(
      try recommendations().first { ($0["chosen"] as? Object)?["option"] as? String == "on-prem" })
    let name = try #require(item["workload"] as? String)
    let cost = try #require(item["monthly_cost_then"] as? Double)
    let explained = try costctl.run("explain", name, "-q", "--db", "c.db")
    #expect(explained.output.contains("its part of the shared nodes"))
    #expect(explained.output.contains("given in costctl.yaml:1"))
    let export = try costctl.run(
      "export", "recommendations", "-q", "--db", "c.db", "--format", "focus")
    let lines = export.output.split(separator: "\r\n").map { Self.fields($0) }
    let header = try #require(lines.first)
    let (effective, sku) = (
      try #require(header.firstIndex(of: "EffectiveCost")),
      try #require(header.firstIndex(of: "SkuId"))
    )
    let recommendation = try #require(header.firstIndex(of: "x_RecommendationId"))
    let candidate = lines.filter {
      $0[recommendation].hasSuffix("/\(name)/on-prem") && $0[sku].hasPrefix("on-prem/")
    }
    #expect(candidate.count >= 6)
    let sum = candidate.compactMap { Double($0[effective]) }.reduce(0, +)
    #expect(abs(sum - cost) < 0.01, "\(sum) \(cost)")
  }

  /// The cells of a line of CSV without line breaks in it.
  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  @Test("--options lists the cheapest, staying, the chosen and on-prem")
  func listed() throws {
    for item in try recommendations(["--options", "2"]) {
      let names = try #require(item["options"] as? [Object]).compactMap { $0["option"] as? String }
      #expect(names.count <= 5)
      #expect(names.contains("lambda") && names.contains("on-prem"))
      #expect(names.contains((item["chosen"] as? Object)?["option"] as? String ?? ""))
    }
    let none = try costctl.run("recommend", "--options", "0")
    #expect(none.code == 64)
  }
}

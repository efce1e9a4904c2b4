import Foundation
import Testing

@Suite("estimate and explain on the command line")
struct EstimateCommandTests {
  private let costctl: Executable
  private let demand = [
    "estimate", "--model", "llama-3.2-1b", "--requests-per-day", "2000", "--prompt-tokens", "500",
    "--output-tokens", "200",
  ]

  init() throws { costctl = try Executable() }

  @Test("an estimate needs neither a database nor a configuration")
  func alone() throws {
    let run = try costctl.run(demand + ["--format", "json"])
    #expect(run.code == 0 && run.messages.isEmpty)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "costctl/estimate/v1")
    let estimate = try #require(document["estimate"] as? [String: Any])
    #expect(estimate["workload"] as? String == "estimate")
    #expect(try costctl.folder.entries().isEmpty)
  }

  @Test(
    "what cannot be is refused in one sentence",
    arguments: [
      (["--requests-per-day", "0"], Int32(64), "--requests-per-day"),
      (["--daily-shape", "1,2"], 64, "24 weights"), (["--memory", "64"], 64, "--memory"),
      (["--quant", "q9"], 64, "q4_k_m"), (["--retention-days", "91"], 64, "1 to 90"),
      (["--model", "llama-9"], 1, "no model llama-9 is known"),
      (["--memory", "512"], 1, "the function has 512 MB"),
      (["--output-tokens", "100000"], 1, "900 s"), (["--region", "xx-none-1"], 1, "no price for"),
    ])
  func refusals(arguments: [String], code: Int32, says: String) throws {
    let run = try costctl.run(demand + arguments)
    #expect(run.code == code && run.output.isEmpty)
    #expect(run.messages.contains(says), "\(run.messages)")
  }

  @Test("explain shows a formula with names, with numbers, and where they come from")
  func explain() throws {
    let database = costctl.folder.url.appending(path: "demo/costctl.db").path
    _ = try costctl.run("demo", "--dir", costctl.folder.url.appending(path: "demo").path, "-q")
    let run = try costctl.run("explain", "chat-llama-1b", "--db", database, "-q")
    #expect(run.code == 0)
    #expect(run.output.contains("formula: busy seconds / window"))
    #expect(run.output.contains("rules.stay_below: default"))
    #expect(run.output.contains("lambda/us-east-1/duration/arm64, verified, in force 2026-09-01"))
    let unknown = try costctl.run("explain", "chat-llama", "--db", database)
    #expect(unknown.code == 1 && unknown.messages.contains("did you mean chat-llama-1b?"))
  }
}

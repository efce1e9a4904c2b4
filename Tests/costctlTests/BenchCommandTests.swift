import Foundation
import TestSupport
import Testing

@Suite("costctl bench as a user runs it")
struct BenchCommandTests {
  private typealias Object = [String: Any]

  private let costctl: Executable
  private static let models = Fixture.folder.deletingLastPathComponent()
    .appending(path: "BenchTests/Fixtures")
  private static let llama = models.appending(path: "llama.gguf").path
  /// No host of the tests is asked whether it is an instance.
  private static let environment = ["AWS_EC2_METADATA_DISABLED": "true"]

  init() throws { costctl = try Executable() }

  private func bench(_ arguments: String...) throws -> Executable.Run {
    try costctl.run(["bench"] + arguments, environment: Self.environment)
  }

  private func object(_ run: Executable.Run) throws -> Object {
    try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? Object, "\(run.messages)")
  }

  @Test("a GGUF file is measured, with every key of the contract")
  func contract() throws {
    let run = try bench(
      "--gguf", Self.llama, "--threads", "1,3", "--batch", "1,2", "-p", "12", "-n", "8", "--isa",
      "scalar", "--instance-type", "c8g.xlarge", "--network-gbps", "8", "--no-save", "--format",
      "json")
    #expect(run.code == 0)
    let document = try object(run)
    #expect(document["schema"] as? String == "costctl/bench/v1")
    let host = try #require(document["host"] as? Object)
    #expect(host["instance_type"] as? String == "c8g.xlarge")
    #expect(host["isa"] as? String == "scalar")
    #expect(host["vector_bits"] as? Int == 32)
    for key in ["cpu", "architecture", "cores", "memory_bytes"] { #expect(host[key] != nil) }
    let model = try #require(document["model"] as? Object)
    #expect(model["source"] as? String == "gguf")
    for key in ["name", "parameters", "quant", "weight_bytes"] { #expect(model[key] != nil) }
    let load = try #require(document["load"] as? Object)
    #expect(load["source"] as? String == "memfd")
    #expect(try #require(load["bytes_per_second"] as? Double) > 0)
    #expect(load["network_bytes_per_second"] as? Double == 1e9)
    let results = try #require(document["results"] as? [Object])
    let names = results.map { "\($0["test"] ?? "") \($0["threads"] ?? "") \($0["batch"] ?? "")" }
    #expect(names == ["pp12 3 1", "tg8 3 1", "tg8 3 2", "pp12 1 1", "tg8 1 1", "tg8 1 2"])
    for result in results {
      let rate = try #require(result["tokens_per_second"] as? [String: Double])
      #expect(Set(rate.keys) == ["median", "min", "max", "runs"])
      let (low, mid, high) = (rate["min"] ?? 0, rate["median"] ?? 0, rate["max"] ?? 0)
      #expect(0 < low && low <= mid && mid <= high)
    }
    for key in ["fit", "estimates"] { #expect(document[key] != nil) }
  }

  @Test("logits are the same on every number of threads and both ways of loading")
  func logits() throws {
    let arguments = ["--logits", "--gguf", Self.llama, "--tokens", "1,2,3,0"]
    let variants = [
      ["--threads", "1"], ["--threads", "3"], ["--load", "file"], ["--isa", "scalar"],
    ]
    var seen: [[[Double]]] = []
    for variant in variants {
      let run = try costctl.run(["bench"] + arguments + variant, environment: Self.environment)
      #expect(run.code == 0)
      let document = try object(run)
      #expect(document["schema"] as? String == "costctl/logits/v1")
      seen.append(try #require(document["logits"] as? [[Double]]))
    }
    #expect(seen[0].count == 4 && Set(seen[0].map(\.count)).count == 1)
    #expect(seen.allSatisfy { $0 == seen[0] })
  }

  @Test(
    "wrong usage is refused with a sentence and 64",
    arguments: [
      (["--model", "gpt-5"], "is no preset"), (["--threads", "0"], "--threads: '0'"),
      (["--threads", "1,,2"], "--threads: ''"), (["--batch", "x"], "--batch: 'x'"),
      (["-p", "0", "-n", "0"], "leaves nothing"), (["-p", "200000"], "from 0 to"),
      (["--isa", "mmx"], "The value 'mmx' is invalid"), (["--time", "0"], "--time"),
      (["--network-gbps", "0"], "--network-gbps"), (["--logits"], "go together"),
      (["--tokens", "1"], "go together"), (["--gguf", ""], "--gguf needs a path"),
    ])
  func usage(arguments: [String], expected: String) throws {
    let run = try costctl.run(["bench"] + arguments, environment: Self.environment)
    #expect(run.code == 64)
    #expect(run.messages.contains(expected))
    #expect(run.output.isEmpty)
  }

  @Test(
    "what cannot be run fails with one line and 1",
    arguments: [
      (["--gguf", "missing.gguf"], "missing.gguf cannot be run: it cannot be read"),
      (["--gguf", llama, "--logits", "--tokens", "999999"], "the model has no token 999999"),
    ])
  func failure(arguments: [String], expected: String) throws {
    let run = try costctl.run(["bench"] + arguments, environment: Self.environment)
    #expect(run.code == 1)
    #expect(run.messages.contains(expected))
    #expect(run.messages.split(separator: "\n").count == 1)
    #expect(run.output.isEmpty)
  }

  @Test("an instruction set of another architecture is named as missing, with those there are")
  func foreignISA() throws {
    let foreign = HostArchitecture.isARM ? "avx2" : "sve"
    let run = try bench("--gguf", Self.llama, "--isa", foreign)
    #expect(run.code == 1)
    #expect(run.messages.contains("this CPU cannot run \(foreign): it has "))
    #expect(run.messages.contains("scalar"))
  }
}

private enum HostArchitecture {
  #if arch(arm64)
    static let isARM = true
  #else
    static let isARM = false
  #endif
}

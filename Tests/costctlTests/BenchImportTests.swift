import Foundation
import Testing

@Suite("costctl bench --import")
struct BenchImportTests {
  private let costctl: Executable

  init() throws { costctl = try Executable() }

  /// Two lines as llama-bench -o jsonl writes them (build 9b8d3d1, shortened to what is read).
  private static let report = """
    {"build_commit": "9b8d3d1", "cpu_info": "Neoverse-V2", "backends": "CPU", "model_type": "llama 1B \
    Q4_K - Medium", "model_filename": "llama-3.2-1b-q4_k_m.gguf", "model_size": 799862784, \
    "model_n_params": 1235814400, "n_threads": 4, "n_gpu_layers": 0, "n_prompt": 512, "n_gen": 0, \
    "n_depth": 0, "test_time": "2026-01-20T10:00:00Z", "avg_ts": 120.5, "stddev_ts": 1.5, \
    "samples_ts": [119.0, 120.5, 122.0]}
    {"build_commit": "9b8d3d1", "cpu_info": "Neoverse-V2", "backends": "CPU", "model_type": "llama 1B \
    Q4_K - Medium", "model_filename": "llama-3.2-1b-q4_k_m.gguf", "model_size": 799862784, \
    "model_n_params": 1235814400, "n_threads": 4, "n_gpu_layers": 0, "n_prompt": 0, "n_gen": 128, \
    "n_depth": 0, "test_time": "2026-01-20T10:01:00Z", "avg_ts": 31.0, "stddev_ts": 0.5, \
    "samples_ts": [30.5, 31.0, 31.5]}

    """

  @Test("a report becomes a calibration of llama.cpp on that instance, and is kept")
  func report() throws {
    try costctl.folder.write(Self.report, to: "report.jsonl")
    let run = try costctl.run(
      "bench", "--import", "report.jsonl", "--instance-type", "c8g.xlarge", "--db", "c.db",
      "--format", "json")
    #expect(run.code == 0, "\(run.messages)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(document["runtime"] as? String == "llama.cpp")
    #expect((document["host"] as? [String: Any])?["instance_type"] as? String == "c8g.xlarge")
    let results = try #require(document["results"] as? [[String: Any]])
    #expect(results.map { $0["test"] as? String } == ["pp512", "tg128"])
    let estimates = try #require(document["estimates"] as? [[String: Any]])
    let own = try #require(estimates.first { $0["target"] as? String == "c8g.xlarge" })
    #expect(own["provenance"] as? String == "measured")
    #expect(try costctl.folder.entries().contains("c.db"))
  }

  @Test("a report of two models is one document, the second under more_models")
  func twoModels() throws {
    let other = Self.report.replacing("llama-3.2-1b", with: "house-3b")
    try costctl.folder.write(Self.report + other, to: "report.jsonl")
    let run = try costctl.run(
      "bench", "--import", "report.jsonl", "--db", "c.db", "--format", "json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let more = try #require(document["more_models"] as? [[String: Any]])
    let models = ([document] + more).map { ($0["model"] as? [String: Any])?["name"] as? String }
    #expect(models == ["llama-3.2-1b", "house-3b"])
    #expect((more[0]["estimates"] as? [Any])?.isEmpty == false)
  }

  @Test("--no-save leaves the database alone")
  func unsaved() throws {
    try costctl.folder.write(Self.report, to: "report.jsonl")
    let run = try costctl.run("bench", "--import", "report.jsonl", "--no-save", "--db", "c.db")
    #expect(run.code == 0, "\(run.messages)")
    #expect(try costctl.folder.entries() == ["report.jsonl"])
  }

  @Test("a file that is no report is refused in one line, and nothing is kept")
  func refused() throws {
    try costctl.folder.write("not json", to: "report.jsonl")
    for (file, words) in [("report.jsonl", "line 1 is not JSON"), ("gone.json", "cannot read")] {
      let run = try costctl.run("bench", "--import", file, "--db", "c.db")
      #expect(run.code == 1)
      #expect(run.messages.contains(words))
      #expect(run.messages.split(separator: "\n").count == 1)
    }
    #expect(try costctl.folder.entries() == ["report.jsonl"])
  }
}

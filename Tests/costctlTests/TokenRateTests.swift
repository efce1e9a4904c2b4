import Foundation
import Testing

@Suite("Token rates on the command line")
struct TokenRateTests {
  private let costctl: Executable

  init() throws { costctl = try Executable() }

  private typealias Object = [String: Any]

  /// The demo's recommendations under a configuration, by the name of the workload.
  private func recommendations(_ yaml: String) throws -> [String: Object] {
    #expect(try costctl.run("demo", "-q", "--dir", "a").code == 0)
    try costctl.folder.write(yaml, to: "costctl.yaml")
    let run = try costctl.run("recommend", "-q", "--db", "a/costctl.db", "--format", "json")
    #expect(run.code == 0, "\(run.messages)")
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? Object
    let items = try #require(document?["recommendations"] as? [Object])
    return Dictionary(
      uniqueKeysWithValues: items.compactMap { item in
        (item["workload"] as? String).map { ($0, item) }
      })
  }

  @Test("workloads with model and tokens get rates, the rest say what is missing")
  func configured() throws {
    let found = try recommendations(
      """
      workloads:
        - { match: "chat-*", model: llama-3.2-1b, quant: q4_k_m, prompt_tokens: 60, output_tokens: 45 }
        - { match: "code-*", model: deepseek-r1-distill-qwen-1.5b, prompt_tokens: 600 }
        - { match: "rag-*", model: house-7b, prompt_tokens: 600, output_tokens: 100 }
      """)
    let rates = try #require(found["chat-llama-1b"]?["token_rates"] as? Object)
    #expect(rates["provenance"] as? String == "prior")
    let decode = try #require(rates["decode_tokens_per_second"] as? [String: Double])
    #expect(decode["low"] == 15 && decode["high"] == 25)
    #expect(found["chat-llama-1b"]?["why_no_token_rates"] is NSNull)
    let why = ["code-review-qwen", "rag-answers-beta", "embed-queue"].map {
      (found[$0]?["why_no_token_rates"] as? String) ?? ""
    }
    #expect(why[0] == "costctl.yaml gives no output_tokens")
    #expect(why[1].hasPrefix("no model house-7b is known: take one of llama-3.2-1b"))
    #expect(why[2].hasPrefix("no model and token counts are known"))
  }

  @Test("a calibration imported into the database scales to the function and to every fleet")
  func calibrated() throws {
    #expect(try costctl.run("demo", "-q", "--dir", "a").code == 0)
    let entry =
      #"{"cpu_info": "", "backends": "CPU", "model_type": "llama 1B Q4_K - Medium","#
      + #" "model_filename": "Llama-3.2-1B-Instruct-Q4_K_M.gguf", "model_size": 799862784,"#
      + #" "model_n_params": 1235814400, "n_threads": 4, "n_prompt": 0, "n_gen": 128,"#
      + #" "test_time": "2026-11-20T10:00:00Z", "avg_ts": 27.0}"#
    try costctl.folder.write(entry, to: "bench.jsonl")
    let imported = try costctl.run(
      "bench", "-q", "--import", "bench.jsonl", "--instance-type", "c8g.xlarge", "--db",
      "a/costctl.db")
    #expect(imported.code == 0, "\(imported.messages)")
    let found = try recommendations(
      """
      workloads:
        - { match: "chat-*", model: llama-3.2-1b, prompt_tokens: 60, output_tokens: 45 }
      """)
    let chat = try #require(found["chat-llama-1b"])
    let rates = try #require(chat["token_rates"] as? Object)
    #expect(rates["provenance"] as? String == "scaled")
    #expect(rates["basis"] as? String == "scaled from c8g.xlarge of 2026-11-20")
    let options = try #require(chat["options"] as? [Object])
    // On-prem rests on assumptions whatever was measured.
    let cloud = options.filter { $0["option"] as? String != "on-prem" }
    let provenances = Set(cloud.compactMap { $0["provenance"] as? String })
    #expect(provenances.contains("scaled") && !provenances.contains("prior"))
  }

  @Test("a quantization that nobody stores models in is refused by its line")
  func quantization() throws {
    try costctl.folder.write(
      "workloads:\n  - { match: a, quant: q9_9 }\n", to: "costctl.yaml")
    let run = try costctl.run("recommend")
    #expect(run.code == 1 && run.messages.contains("costctl.yaml:2:"))
    #expect(run.messages.contains("q4_0") && run.messages.contains("f32"))
  }
}

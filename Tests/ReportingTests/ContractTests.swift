import CostModel
import Foundation
import Reporting
import TestSupport
import Testing

/// The keys of `analyze` and `recommend` as the contract of the command line lists them.
private enum Contract {
  static let usage = [
    "invocations", "busy_seconds", "gb_seconds", "average_concurrency", "peak_concurrency",
    "peak_is_estimated", "errors", "throttles", "coverage",
  ]
  static let utilization = [
    "value", "low", "high", "slots", "sizing", "at_p99", "share_of_periods_at_peak",
  ]
  static let cost = [
    "compute", "requests", "ephemeral_storage", "snapstart", "provisioned", "durable", "total",
  ]
  static let durable = [
    "operations", "gb_written", "gb_months_retained", "operations_cost", "written_cost",
    "retained_cost", "bytes_per_checkpoint", "share_of_cost", "bloated",
  ]
  static let workload = [
    "name", "account", "region", "architecture", "memory_mb", "usage", "utilization", "tier",
    "firmness", "window_cost", "monthly_cost", "durable", "findings",
  ]
  static let recommendation = [
    "workload", "tier", "firmness", "utilization", "chosen", "monthly_cost_now", "monthly_saving",
    "cheapest", "rule_and_price_agree", "options", "reasons", "risks", "action", "token_rates",
    "why_no_token_rates", "memory_advice", "bedrock",
  ]
  static let option = [
    "option", "tier", "feasible", "why_not", "monthly_cost", "breakeven_utilization", "instances",
    "per_million_output_tokens", "request_seconds", "provenance",
  ]
}

@Suite("JSON against the contract, read by Foundation")
struct ContractTests {
  private typealias Object = [String: Any]

  private func parsed(_ report: some Report) throws -> Object {
    let context = RenderContext(generatedAt: SampleFleet.generatedAt)
    let data = Data(report.rendered(as: .json, in: context))
    return try #require(try JSONSerialization.jsonObject(with: data) as? Object)
  }

  private func expect(_ keys: [String], in object: Any?, _ name: String) throws {
    let present = Set(try #require(object as? Object, "\(name) is no object").keys)
    #expect(Set(keys).subtracting(present) == [], "missing in \(name)")
  }

  @Test("analyze has every key of the contract, for every workload")
  func analyzeKeys() throws {
    let document = try parsed(SampleFleet.analysis)
    #expect(document["schema"] as? String == "costctl/analyze/v1")
    #expect(document["generated_at"] as? String == "2026-01-20T00:00:00Z")
    try expect(["since", "until", "seconds"], in: document["window"], "window")
    try expect(
      ["workloads", "invocations", "gb_seconds", "monthly_cost"], in: document["totals"], "totals")
    let workloads = try #require(document["workloads"] as? [Object])
    #expect(workloads.count == SampleFleet.members.count)
    for (workload, source) in zip(workloads, SampleFleet.analysis.workloads) {
      try expect(Contract.workload, in: workload, "workload")
      try expect(Contract.usage, in: workload["usage"], "usage")
      try expect(Contract.utilization, in: workload["utilization"], "utilization")
      if source.monthlyCost != nil {
        try expect(Contract.cost, in: workload["window_cost"], "window_cost")
        try expect(Contract.cost, in: workload["monthly_cost"], "monthly_cost")
      }
      if source.durable != nil {
        try expect(Contract.durable, in: workload["durable"], "durable")
      }
      for finding in try #require(workload["findings"] as? [Object]) {
        try expect(["code", "severity", "message", "monthly_saving"], in: finding, "finding")
      }
    }
  }

  @Test("what is not known is null, never zero and never left out")
  func unknowns() throws {
    let workloads = try #require(try parsed(SampleFleet.analysis)["workloads"] as? [Object])
    let legacy = try #require(workloads.first { $0["name"] as? String == "classify-legacy" })
    for key in ["account", "architecture", "memory_mb", "window_cost", "monthly_cost", "durable"] {
      #expect(legacy[key] is NSNull, "\(key)")
    }
    #expect((legacy["usage"] as? Object)?["gb_seconds"] is NSNull)
    let rag = try #require(workloads.first { $0["name"] as? String == "rag-query" })
    #expect((rag["usage"] as? Object)?["errors"] is NSNull)
    #expect((rag["usage"] as? Object)?["throttles"] is NSNull)
  }

  @Test("recommend has every key of the contract, in its order")
  func recommend() throws {
    let report = SampleFleet.report
    let document = try parsed(report)
    #expect(document["schema"] as? String == "costctl/recommend/v1")
    #expect(document["policy"] as? String == "rule")
    try expect(
      ["monthly_cost_now", "monthly_cost_then", "monthly_saving"], in: document["totals"], "totals")
    let items = try #require(document["recommendations"] as? [Object])
    for (item, source) in zip(items, report.recommendations) {
      try expect(Contract.recommendation, in: item, "recommendation")
      try expect(Contract.utilization, in: item["utilization"], "utilization")
      try expect(
        ["option", "monthly_cost", "per_million_output_tokens"], in: item["chosen"], "chosen")
      try expect(["option", "monthly_cost"], in: item["cheapest"], "cheapest")
      #expect(item["rule_and_price_agree"] as? Bool == source.ruleAndPriceAgree)
      for option in try #require(item["options"] as? [Object]) {
        try expect(Contract.option, in: option, "option")
        #expect((option["feasible"] as? Bool == true) == (option["why_not"] is NSNull))
      }
    }
    let chat = try #require(items.first { $0["workload"] as? String == "chat-support" })
    try expect(
      [
        "model", "quant", "prompt_tokens", "output_tokens", "decode_tokens_per_second",
        "prefill_tokens_per_second", "provenance", "basis", "expected_request_seconds",
        "observed_request_seconds", "observed_decode_tokens_per_second",
      ], in: chat["token_rates"], "token_rates")
    let memory = chat["memory_advice"] as? Object
    for size in ["current", "cheapest", "fastest", "largest"] {
      try expect(["memory_mb", "request_seconds", "monthly_cost"], in: memory?[size], size)
    }
    #expect(chat["why_no_token_rates"] is NSNull)
    let other = try #require(items.first { $0["workload"] as? String == "embed-batch" })
    #expect(other["token_rates"] is NSNull && other["why_no_token_rates"] is String)
    #expect(
      items.map { $0["workload"] as? String }
        == report.recommendations.map(\.analysis.profile.workload.name))
    #expect((document["unpriced"] as? [Object])?.count == 2)
  }
}

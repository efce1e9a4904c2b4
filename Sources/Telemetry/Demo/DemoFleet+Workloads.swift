import CostModel

extension DemoFleet {
  static let hourly: [DemoWorkload] =
    stayingServerless + reserved + repatriating + nearThresholds + durable

  private static let stayingServerless = [
    DemoWorkload(
      name: "summarize-docs", memory: Megabytes(3008), architecture: .x86_64,
      duration: .seconds(21), peak: 12, utilization: Ratio(0.09), rhythm: .office),
    DemoWorkload(
      name: "classify-tickets", memory: Megabytes(1024), architecture: .x86_64,
      duration: .seconds(14), peak: 9, utilization: Ratio(0.06), rhythm: .office,
      longest: 2.2),
    DemoWorkload(
      name: "voice-assistant", memory: Megabytes(4096), architecture: .arm64,
      duration: .milliseconds(2400), peak: 20, utilization: Ratio(0.08), rhythm: .consumer,
      provisioned: 20),
    DemoWorkload(
      name: "translate-legacy", memory: Megabytes(3008), architecture: .x86_64,
      duration: .seconds(3), peak: 0, utilization: .zero, rhythm: .steady, provisioned: 4),
  ]

  private static let reserved = [
    DemoWorkload(
      name: "chat-llama-1b", memory: Megabytes(10240), architecture: .arm64,
      duration: .milliseconds(9200), peak: 14, utilization: Ratio(0.29), rhythm: .consumer,
      errorShare: Ratio(0.002)),
    DemoWorkload(
      name: "code-review-qwen", memory: Megabytes(10240), architecture: .x86_64,
      duration: .seconds(38), peak: 6, utilization: Ratio(0.24), rhythm: .office,
      longest: 6),
  ]

  private static let repatriating = [
    DemoWorkload(
      name: "embed-queue", memory: Megabytes(1769), architecture: .arm64,
      duration: .milliseconds(640), peak: 40, utilization: Ratio(0.68), rhythm: .queue),
    DemoWorkload(
      name: "moderate-stream", memory: Megabytes(7076), architecture: .x86_64,
      duration: .milliseconds(1900), peak: 16, utilization: Ratio(0.52), rhythm: .queue,
      errorShare: Ratio(0.07), throttleShare: Ratio(0.015)),
  ]

  private static let nearThresholds = [
    DemoWorkload(
      name: "transcribe-calls", memory: Megabytes(6144), architecture: .x86_64,
      duration: .seconds(240), peak: 10, utilization: Ratio(0.15), rhythm: .nightly,
      dailySpread: Ratio(0.35), longest: 3.2),
    DemoWorkload(
      name: "rerank-search", memory: Megabytes(5307), architecture: .arm64,
      duration: .milliseconds(780), peak: 11, utilization: Ratio(0.40), rhythm: .consumer,
      dailySpread: Ratio(0.3)),
  ]

  private static let durable = [
    DemoWorkload(
      name: "agent-claims-durable", memory: Megabytes(2048), architecture: .arm64,
      duration: .seconds(6), peak: 8, utilization: Ratio(0.12), rhythm: .office,
      durable: DemoDurable(invocations: 3, operations: 6, bytesPerOperation: 420_000)),
    DemoWorkload(
      name: "agent-onboarding-durable", memory: Megabytes(2048), architecture: .arm64,
      duration: .seconds(9), peak: 6, utilization: Ratio(0.07), rhythm: .office,
      durable: DemoDurable(invocations: 2, operations: 1, bytesPerOperation: 9_000)),
  ]

  static let byTheMinute = [
    DemoWorkload(
      name: "extract-invoices", memory: Megabytes(3008), architecture: .arm64,
      duration: .milliseconds(5200), peak: 7, utilization: Ratio(0.19), rhythm: .office,
      period: .seconds(60))
  ]

  /// Deployed five days before the end: too little was seen for a firm verdict.
  static let recent = [
    DemoWorkload(
      name: "rag-answers-beta", memory: Megabytes(10240), architecture: .arm64,
      duration: .seconds(11), peak: 5, utilization: Ratio(0.2), rhythm: .consumer)
  ]
}

package import CostModel

extension JSONWriter {
  /// Opens a document with what every one starts with.
  static func document(
    schema: String, in context: RenderContext, capacity: Int, _ members: (inout Self) -> Void
  ) -> [UInt8] {
    document(schema: schema, generatedAt: context.generatedAt, capacity: capacity, members)
  }

  /// Opens a document with what every one starts with.
  package static func document(
    schema: String, generatedAt: Instant, capacity: Int = 1 << 12,
    _ members: (inout Self) -> Void
  ) -> [UInt8] {
    document(capacity: capacity) { writer in
      writer.member("schema", schema)
      writer.member("generated_at", generatedAt.iso8601)
      members(&writer)
    }
  }

  mutating func window(_ window: AnalysisWindow) {
    object("window") {
      $0.member("since", window.since.iso8601)
      $0.member("until", window.until.iso8601)
      $0.member("seconds", window.seconds)
    }
  }

  /// Account, region and configuration of a workload, after its name.
  mutating func place(of profile: UsageProfile) {
    member("account", profile.workload.account)
    member("region", profile.workload.region)
    member("architecture", profile.configuration.architecture?.rawValue)
    member("memory_mb", profile.configuration.memory)
  }

  mutating func utilization(_ utilization: Utilization) {
    object("utilization") {
      $0.member("value", utilization.value)
      $0.member("low", utilization.low)
      $0.member("high", utilization.high)
      $0.member("slots", utilization.slots)
      $0.member("sizing", utilization.sizing.rawValue)
      $0.member("at_p99", utilization.atP99)
      $0.member("share_of_periods_at_peak", utilization.shareOfPeriodsAtPeak)
    }
  }

  mutating func findings(_ findings: [Finding]) {
    objects("findings", findings) { writer, finding in
      writer.member("code", finding.code.rawValue)
      writer.member("severity", finding.severity.rawValue)
      writer.member("message", finding.message)
      writer.member("monthly_saving", finding.monthlySaving)
    }
  }
}

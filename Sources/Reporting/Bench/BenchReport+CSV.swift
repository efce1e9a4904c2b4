import CostModel

extension BenchReport {
  package func csv() -> [UInt8] { Self.csv(of: [self]) }

  /// Several models of one file: tables follow one another, CSV has one header, and JSON has the
  /// members of the first at its top and the others under `more_models`.
  package static func rendered(
    _ reports: [BenchReport], as format: OutputFormat, in context: RenderContext
  ) -> [UInt8] {
    switch format {
    case .csv: csv(of: reports)
    case .json: reports.first?.json(in: context, and: reports.dropFirst()) ?? []
    case .table, .markdown:
      Array(reports.map { $0.rendered(as: format, in: context) }.joined(separator: "\n".utf8))
    }
  }

  private struct Row {
    let calibration: Calibration
    let result: RateMeasurement
  }

  private static func csv(of reports: [BenchReport]) -> [UInt8] {
    let rows = reports.flatMap { report in
      report.calibration.results.map { Row(calibration: report.calibration, result: $0) }
    }
    return [UInt8](
      csv: [
        Column("model") { .text($0.calibration.model.name) },
        Column("quant") { .text($0.calibration.model.quantization.name) },
        Column("parameters") { .number($0.calibration.model.parameters) },
        Column("weight_bytes") { .number($0.calibration.model.weightBytes) },
        Column("runtime") { .text($0.calibration.runtime.rawValue) },
        Column("instance_type") { .text($0.calibration.host.instanceType) },
        Column("cpu") { .text($0.calibration.host.cpu) },
        Column("architecture") { .text($0.calibration.host.architecture.rawValue) },
        Column("isa") { .text($0.calibration.host.instructionSet?.rawValue) },
        Column("test") { .text($0.result.test.name) },
        Column("threads") { .number($0.result.threads) },
        Column("batch") { .number($0.result.batch) },
        Column("tokens_per_second_median") { .number($0.result.rate.median) },
        Column("tokens_per_second_min") { .number($0.result.rate.min) },
        Column("tokens_per_second_max") { .number($0.result.rate.max) },
        Column("runs") { .number($0.result.rate.runs) },
      ], of: rows)
  }
}

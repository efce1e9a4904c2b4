import CostModel

extension BenchReport {
  package func csv() -> [UInt8] {
    let host = calibration.host
    let model = calibration.model
    let runtime = calibration.runtime
    return [UInt8](
      csv: [
        Column("model") { _ in .text(model.name) },
        Column("quant") { _ in .text(model.quantization.name) },
        Column("parameters") { _ in .number(model.parameters) },
        Column("weight_bytes") { _ in .number(model.weightBytes) },
        Column("runtime") { _ in .text(runtime.rawValue) },
        Column("instance_type") { _ in .text(host.instanceType) },
        Column("cpu") { _ in .text(host.cpu) },
        Column("architecture") { _ in .text(host.architecture.rawValue) },
        Column("isa") { _ in .text(host.instructionSet?.rawValue) },
        Column("test") { .text($0.test.name) },
        Column("threads") { .number($0.threads) },
        Column("batch") { .number($0.batch) },
        Column("tokens_per_second_median") { .number($0.rate.median) },
        Column("tokens_per_second_min") { .number($0.rate.min) },
        Column("tokens_per_second_max") { .number($0.rate.max) },
        Column("runs") { .number($0.rate.runs) },
      ], of: calibration.results)
  }
}

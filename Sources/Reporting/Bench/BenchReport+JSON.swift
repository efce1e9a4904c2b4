import CostModel

extension BenchReport: Report {
  package func json(in context: RenderContext) -> [UInt8] { json(in: context, and: []) }

  /// One document; `others` are of the same file and shape.
  func json(in context: RenderContext, and others: ArraySlice<BenchReport>) -> [UInt8] {
    let capacity = ([self] + others).reduce(0) {
      $0 + 2048 + 160 * $1.calibration.results.count + 320 * $1.estimates.count
    }
    return JSONWriter.document(schema: "costctl/bench/v1", in: context, capacity: capacity) {
      writeMembers(to: &$0)
      guard !others.isEmpty else { return }
      $0.rows("more_models", Array(others)) { writer, report in report.writeMembers(to: &writer) }
    }
  }

  private func writeMembers(to writer: inout JSONWriter) {
    writeHost(to: &writer)
    writeModel(to: &writer)
    writeLoad(to: &writer)
    writer.member("runtime", calibration.runtime.rawValue)
    writer.rows("results", calibration.results) { writer, result in
      writer.member("test", result.test.name)
      writer.member("threads", result.threads)
      writer.member("batch", result.batch)
      writer.object("tokens_per_second") {
        $0.member("median", result.rate.median)
        $0.member("min", result.rate.min)
        $0.member("max", result.rate.max)
        $0.member("runs", result.rate.runs)
      }
    }
    writeFit(to: &writer)
    writer.rows("estimates", estimates) { writer, estimate in
      writer.member("target", estimate.target.name)
      writer.rate("decode_tokens_per_second", estimate.decode)
      writer.rate("prefill_tokens_per_second", estimate.prefill)
      writer.member("provenance", estimate.provenance.rawValue)
      writer.member("basis", estimate.decode.basis)
    }
    writeDisturbance(to: &writer)
    writer.strings("warnings", circumstances.warnings)
  }

  private func writeHost(to writer: inout JSONWriter) {
    let host = calibration.host
    writer.object("host") {
      $0.member("instance_type", host.instanceType)
      $0.member("cpu", host.cpu)
      $0.member("architecture", host.architecture.rawValue)
      $0.member("isa", host.instructionSet?.rawValue)
      $0.member("vector_bits", host.vectorBits)
      $0.member("cores", host.cores)
      $0.member("memory_bytes", host.memory)
      $0.objects("caches", circumstances.caches) { writer, cache in
        writer.member("level", cache.level)
        writer.member("bytes", cache.size)
        writer.member("shared_by", cache.sharedBy)
      }
    }
  }

  private func writeModel(to writer: inout JSONWriter) {
    let model = calibration.model
    writer.object("model") {
      $0.member("name", model.name)
      $0.member("parameters", model.parameters)
      $0.member("quant", model.quantization.name)
      $0.member("weight_bytes", model.weightBytes)
      $0.member("source", model.source.rawValue)
      $0.member("kv_bytes_per_token", model.kvBytesPerToken)
    }
  }

  private func writeLoad(to writer: inout JSONWriter) {
    guard let load = calibration.load else { return writer.null("load") }
    writer.object("load") {
      $0.member("source", load.source.rawValue)
      $0.member("bytes_per_second", load.rate)
      $0.member("huge_page_bytes", circumstances.hugePages)
      $0.member("network_bytes_per_second", circumstances.coldStart?.network)
      $0.member("cold_start_seconds", circumstances.coldStart?.duration.inSeconds)
    }
  }

  private func writeFit(to writer: inout JSONWriter) {
    guard let fit else { return writer.null("fit") }
    writer.object("fit") {
      $0.member("threads", fit.threads)
      $0.member("bandwidth_bytes_per_second", fit.bandwidth)
      $0.member("flops_per_second", fit.flops)
      $0.member("prefill_flops_per_second", fit.prefillFlops)
      $0.member("overhead_seconds", fit.overheadSeconds)
      $0.member("max_relative_error", fit.maxRelativeError)
    }
  }

  private func writeDisturbance(to writer: inout JSONWriter) {
    guard let disturbance = circumstances.disturbance else { return writer.null("disturbance") }
    writer.object("disturbance") {
      $0.member("steal", disturbance.steal)
      $0.member("other_programs", disturbance.otherPrograms)
      $0.member("throttled_seconds", disturbance.throttled?.inSeconds)
      $0.member("thermal_events", disturbance.thermalEvents)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func rate(_ key: StaticString, _ rate: TokenRate) {
    object(key) {
      $0.member("low", rate.low)
      $0.member("mid", rate.mid)
      $0.member("high", rate.high)
      $0.member("provenance", rate.provenance.rawValue)
    }
  }
}

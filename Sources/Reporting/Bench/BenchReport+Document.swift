import CostModel

extension BenchReport {
  package func document(in context: RenderContext) -> Document {
    var document = Document()
    let model = calibration.model
    document.append(.title("Token rates of \(model.name), \(model.quantization.name)"))
    document.append(.paragraph(host, .faint))
    if calibration.results.isEmpty {
      document.append(.paragraph("Nothing was measured."))
    } else {
      document.append(.table(Grid(columns, of: calibration.results)))
      document.append(.paragraph("t/s: the median and half the range of the runs", .faint))
    }
    document.append(section: "Loading", loading)
    document.append(section: "Roofline", roofline)
    if !estimates.isEmpty {
      document.append(.section("Elsewhere, one stream"))
      document.append(.table(Grid(Self.estimateColumns, of: estimates)))
    }
    document.append(
      section: "Warnings", circumstances.warnings.map { .init(nil, $0, style: .caution) })
    return document
  }

  /// llama-bench's columns, with the instruction set for its backend.
  private var columns: [Column<RateMeasurement>] {
    let model = calibration.model
    let isa = calibration.host.instructionSet?.rawValue ?? calibration.runtime.rawValue
    return [
      Column("model", fit: .shortens) { _ in .text("\(model.name) \(model.quantization.name)") },
      Column("size", .trailing, fit: .yields(rank: 1)) { _ in .text(model.weightBytes.mebibytes) },
      Column("params", .trailing, fit: .yields(rank: 0)) { _ in
        .text("\(model.parameters.billions) B")
      },
      Column("isa", fit: .yields(rank: 2)) { _ in .text(isa) },
      Column("threads", .trailing) { .number($0.threads) },
      Column("batch", .trailing) { .number($0.batch) },
      Column("test", .trailing) { .text($0.test.name) },
      Column("t/s", .trailing) { .text($0.rate.shown) },
      Column("runs", .trailing, fit: .yields(rank: 3)) { .number($0.rate.runs) },
    ]
  }

  private static var estimateColumns: [Column<RateEstimate>] {
    [
      Column("on", fit: .shortens) { .text($0.target.name) },
      Column("decode t/s", .trailing) { .text($0.decode.shown) },
      Column("prefill t/s", .trailing) { .text($0.prefill.shown) },
      Column("rates are") { .text($0.provenance.rawValue) },
      Column("basis", fit: .yields(rank: 0)) { .text($0.decode.basis) },
    ]
  }

  private var host: String {
    let host = calibration.host
    var parts = [host.instanceType, host.cpu].compactMap(\.self)
    if let isa = host.instructionSet {
      let width = host.vectorBits.map { " of \($0) bits" } ?? ""
      parts.append("\(isa.rawValue)\(width)")
    }
    if let cores = host.cores { parts.append(cores.of("core")) }
    if !circumstances.caches.isEmpty {
      let sizes = circumstances.caches.map { "L\($0.level) \(Shown.bytes($0.size.value))" }
      parts.append(sizes.joined(separator: ", "))
    }
    if let memory = host.memory { parts.append("\(Shown.bytes(memory.value)) of memory") }
    return parts.joined(separator: "; ")
  }

  private var loading: [Document.Entry] {
    guard let load = calibration.load else { return [] }
    var entries = [
      Document.Entry(
        nil, "\(load.rate.gigabytes) GB/s through \(load.source == .memfd ? "memory" : "the file")")
    ]
    if let pages = circumstances.hugePages {
      let share = Ratio(pages / calibration.model.weightBytes).clamped
      entries.append(.init(nil, "\(share.percent) of the weights lie on huge pages"))
    }
    if let coldStart = circumstances.coldStart {
      let gigabits = Shown.number(coldStart.network.gigabitsPerSecond)
      let seconds = Shown.number(coldStart.duration.inSeconds)
      entries.append(.init(nil, "cold start over \(gigabits) Gbit/s: \(seconds) s"))
    }
    return entries
  }

  private var roofline: [Document.Entry] {
    guard let fit else { return [] }
    let teraflops = Shown.number(fit.flops.value / 1e12)
    let overhead = Shown.number((fit.overheadSeconds * 1e6).rounded())
    return [
      .init(
        nil,
        "on \(fit.threads.of("thread")): \(fit.bandwidth.gigabytes) GB/s, \(teraflops) TFLOP/s and "
          + "\(overhead) µs a step; off by \(fit.maxRelativeError.percent) at most")
    ]
  }
}

extension RateSpread {
  /// `41.23 ± 0.52`.
  fileprivate var shown: String {
    let half = TokensPerSecond((max - min).value / 2)
    return "\(median.twoPlaces) ± \(half.twoPlaces)"
  }
}

extension TokenRate {
  /// `22.4 [18.1–27.0]`.
  fileprivate var shown: String {
    "\(mid.figure(places: 1)) [\(low.figure(places: 1))–\(high.figure(places: 1))]"
  }
}

extension TokensPerSecond {
  fileprivate var twoPlaces: String {
    ShortestDecimal(value).rounded(toPlaces: 2).text(places: 2, grouped: true)
  }
}

extension Bytes {
  /// As llama-bench writes sizes: `727.66 MiB`.
  fileprivate var mebibytes: String { "\(Shown.number(value / 1_048_576)) MiB" }
}

extension BytesPerSecond {
  fileprivate var gigabytes: String { Shown.number(value / 1e9) }
}

extension Parameters {
  fileprivate var billions: String { Shown.number(value / 1e9) }
}

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
    appendEstimates(to: &document, all: context.verbose)
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

  /// Lambda, and one column of the compute family's sizes; the rest is of the same shape.
  private func appendEstimates(to document: inout Document, all: Bool) {
    let shown = estimates.filter { all || $0.target.isTypical }
    guard !shown.isEmpty else { return }
    document.append(.section("Elsewhere, one stream"))
    document.append(.table(Grid(Self.estimateColumns, of: shown)))
    let hidden = estimates.count - shown.count
    var notes = shown.reduce(into: [String]()) { bases, estimate in
      if !bases.contains(estimate.decode.basis) { bases.append(estimate.decode.basis) }
    }
    if hidden > 0 { notes.append("\(hidden.of("more machine")) with --verbose or --format json") }
    document.append(.entries(notes.map { .init(nil, $0, style: .faint) }))
  }

  private static var estimateColumns: [Column<RateEstimate>] {
    [
      Column("on", fit: .shortens) { .text($0.target.name) },
      Column("decode t/s", .trailing) { .text($0.decode.interval) },
      Column("prefill t/s", .trailing) { .text($0.prefill.interval) },
      Column("rates are") { .text($0.provenance.rawValue) },
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
    let prompts = fit.prefillFlops.map { ", \($0.teraflops) on prompts" } ?? ""
    let overhead = Shown.number((fit.overheadSeconds * 1e6).rounded())
    return [
      .init(
        nil,
        "on \(fit.threads.of("thread")): \(fit.bandwidth.gigabytes) GB/s, "
          + "\(fit.flops.teraflops) TFLOP/s in batches\(prompts), \(overhead) µs a step; off by \(fit.maxRelativeError.percent) at most"
      )
    ]
  }
}

extension RateTarget {
  /// The sizes that are enough to see how rates grow.
  fileprivate var isTypical: Bool {
    switch self {
    case .lambda(_, let memory): [1769, 3538, 10_240].contains(memory.value)
    case .instance(let name):
      name.hasPrefix("c") && (name.hasSuffix(".xlarge") || name.hasSuffix(".4xlarge"))
    }
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
  fileprivate var interval: String { "\(mid.brief) [\(low.brief)–\(high.brief)]" }
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

extension FlopsPerSecond {
  fileprivate var teraflops: String { Shown.number(value / 1e12) }
}

extension Parameters {
  fileprivate var billions: String { Shown.number(value / 1e9) }
}

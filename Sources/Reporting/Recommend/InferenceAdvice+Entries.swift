import CostModel

extension InferenceAdvice {
  /// What a person is told of a workload's tokens.
  var entries: [Document.Entry] {
    var entries = [
      Document.Entry(
        "tokens",
        "\(request.model.name) \(request.model.quantization), \(request.prompt.figure()) in and "
          + "\(request.output.figure()) out: decode \(rates.decode.shown), prefill "
          + "\(rates.prefill.shown), \(rates.provenance == .prior ? "prior: " : "")"
          + rates.decode.basis),
      Document.Entry("request", "expected \(expected.shown)" + observation),
    ]
    if let memory { entries.append(.init("memory", memory.shown)) }
    return entries
  }

  private var observation: String {
    guard let observed else { return "" }
    let rate = observedDecode.map { " (\($0.brief) tokens/s)" } ?? ""
    return ", observed \(observed.brief) s\(rate)"
  }
}

extension MemoryAdvice {
  /// Now, the cheapest, the fastest and 10,240 MB side by side, each named once.
  fileprivate var shown: String {
    let named: [(label: String, size: Size?)] = [
      ("now", current), ("cheapest", cheapest), ("fastest", fastest), ("most", largest),
    ]
    var labels: [Megabytes: [String]] = [:]
    var order: [Size] = []
    for (label, size) in named {
      guard let size else { continue }
      if labels[size.memory] == nil { order.append(size) }
      labels[size.memory, default: []].append(label)
    }
    return order.map { size in
      "\((labels[size.memory] ?? []).joined(separator: " and ")) \(size.shown)"
    }.joined(separator: "; ")
  }
}

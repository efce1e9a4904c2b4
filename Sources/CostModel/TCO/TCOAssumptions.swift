/// Every input of one comparison with its source: the catalogue's, the measured and the user's own.
package struct TCOAssumptions: Hashable, Sendable {
  package let node: NodePreset
  /// One a key, in the order of `TCOKey`; only `output_tokens_per_month` may be without a value.
  package let figures: [TCOFigure]
  package let parameters: TCOParameters

  /// A figure of the user's own and where it was said.
  package struct Given: Hashable, Sendable {
    package let value: Double
    /// `--set`, `costctl.yaml:12`.
    package let place: String

    package init(value: Double, place: String) {
      self.value = value
      self.place = place
    }
  }

  /// The user's figures first, then the node's, then the site's; a figure that nobody has is refused.
  package init(
    node name: String, of catalogue: OnPremisesCatalogue, given: [TCOKey: Given] = [:],
    demand: TCODemand
  ) throws(TCOError) {
    guard let node = catalogue.node(named: name) else {
      throw .unknownNode(name, known: catalogue.nodes.map(\.name))
    }
    var known: [TCOKey: TCOFigure] = [:]
    for figure in catalogue.figures + node.figures + Self.measured(demand) {
      known[figure.key] = figure
    }
    for (key, given) in given {
      guard key.range.contains(given.value), !key.isWhole || given.value == given.value.rounded()
      else { throw .outOfRange(key, given.value) }
      known[key] = TCOFigure(key: key, value: given.value, source: given.place, standing: .given)
    }
    var values: [TCOKey: Double] = [:]
    for key in TCOKey.allCases where !key.isComputed || known[key]?.standing == .given {
      if let value = known[key]?.value {
        values[key] = value
      } else if key != .outputTokensPerMonth {
        throw .missing(key, node: name, why: known[key]?.note)
      }
    }
    let parameters = TCOParameters(values)
    guard parameters[.nodeIdlePower] <= parameters[.nodeFullPower] else {
      throw .idleAboveFull(idle: parameters[.nodeIdlePower], full: parameters[.nodeFullPower])
    }
    self.node = node
    self.parameters = parameters
    figures = TCOKey.allCases.compactMap { known[$0] ?? Self.computed($0, parameters) }
  }

  package func figure(_ key: TCOKey) -> TCOFigure? { figures.first { $0.key == key } }

  private static func measured(_ demand: TCODemand) -> [TCOFigure] {
    let source = "the samples of the window"
    let tokens: TCOFigure =
      switch demand.tokens {
      case .known(let tokens):
        TCOFigure(
          key: .outputTokensPerMonth, value: tokens.value,
          source: "\(source) × output_tokens of the configuration", standing: .measured)
      case .unknown(let workloads, let all):
        TCOFigure(
          key: .outputTokensPerMonth, value: nil, source: source, standing: .unverified,
          note: "output_tokens is not set for \(workloads) of \(all) workloads that ran")
      }
    return [
      TCOFigure(
        key: .peakVCPUs, value: demand.peak.value, source: source, standing: .measured,
        note: "slots of each workload × its memory / 1,769 MB, added"),
      TCOFigure(
        key: .averageVCPUs, value: demand.average.value, source: source, standing: .measured,
        note: "average concurrency × memory / 1,769 MB, added"),
    ] + requests(demand) + [tokens]
  }

  /// Counted where nothing is known, worked out of the reference model where something is.
  private static func requests(_ demand: TCODemand) -> [TCOFigure] {
    let known = demand.known.count
    let workloads = known == 1 ? "1 workload" : "\(Shown.number(Double(known))) workloads"
    return [
      (TCOKey.requestPeak, demand.requestPeak, "slots / mean duration"),
      (.requestAverage, demand.requestAverage, "requests a second"),
    ].map { key, rate, requests in
      TCOFigure(
        key: key, value: rate.value,
        source: known == 0
          ? "the samples of the window"
          : "the samples of the window, model and tokens of the configuration",
        standing: known == 0 ? .measured : .derived,
        note: known == 0
          ? "no workload's model and tokens are known"
          : "\(workloads): \(requests) × tokens read and written × parameters, against 3 × 8.03e9 for an "
            + "output token of the reference")
    }
  }

  private static func computed(_ key: TCOKey, _ parameters: TCOParameters) -> TCOFigure? {
    switch key {
    case .peakTokensPerSecond:
      TCOFigure(
        key: key, value: parameters.peak.value,
        source:
          "(peak_vcpus × tokens_per_second_per_vcpu + request_peak_tokens_per_second) × peak_coincidence",
        standing: .derived)
    case .averageTokensPerSecond:
      TCOFigure(
        key: key, value: parameters.average.value,
        source: "average_vcpus × tokens_per_second_per_vcpu + request_average_tokens_per_second",
        standing: .derived)
    default: nil
    }
  }
}

/// Why no comparison can be made.
package enum TCOError: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownNode(String, known: [String])
  case missing(TCOKey, node: String, why: String?)
  case outOfRange(TCOKey, Double)
  case idleAboveFull(idle: Double, full: Double)
  case nothingToCompare(unpriced: Int)

  package var description: String {
    switch self {
    case .unknownNode(let name, let known):
      "there is no node '\(name)'; known are \(known.joined(separator: ", "))"
    case .missing(let key, let node, let why):
      "the node \(node) needs \(key.rawValue) (\(key.unit))\(why.map { ": \($0)" } ?? ""); give it "
        + "with --set \(key.rawValue)=FIGURE or under tco in costctl.yaml"
    case .outOfRange(let key, let value):
      "\(key.rawValue): \(Shown.number(value)) is not "
        + (key.isWhole ? "a whole number in " : "in ")
        + "\(Shown.number(key.range.lowerBound))…\(Shown.number(key.range.upperBound))"
    case .idleAboveFull(let idle, let full):
      "node_idle_kw (\(Shown.number(idle))) is above node_full_kw (\(Shown.number(full))): set both"
    case .nothingToCompare(let unpriced):
      unpriced == 0
        ? "no workload with samples matches in this window, so there is nothing to compare"
        : "none of the \(unpriced) workloads in this window has a cost, so there is nothing to "
          + "compare: costctl analyze says what is missing"
    }
  }
}

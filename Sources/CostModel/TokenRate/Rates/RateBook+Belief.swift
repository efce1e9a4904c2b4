/// An engine as one processor runs it, with where that comes from.
struct SourcedBelief: Hashable, Sendable {
  let engine: EngineBelief
  let provenance: Provenance
  /// One clause for the reader.
  let basis: String
}

extension RateBook {
  /// What the calibrations say of an engine with this model on one processor.
  ///
  /// The nearest calibrations speak alone: of the same model, architecture and instruction set if
  /// there are any, else of another instruction set, architecture, quantization, model, else the prior.
  func belief(of model: ModelFacts, on processor: Processor) -> SourcedBelief {
    let usable = usableCalibrations.filter { comparable($0, with: processor) }
    let nearest = usable.map { distance(of: $0, model: model, on: processor) }.min()
    guard let nearest else { return unmeasured(model, processor) }
    let chosen = usable.filter { distance(of: $0, model: model, on: processor) == nearest }
    var belief = EngineBelief(machines.spreads)
    for calibration in chosen.sorted(by: { $0.measuredAt < $1.measuredAt }) {
      belief.observe(observations(of: calibration))
    }
    let named = chosen.map(\.shown).sorted().joined(separator: " and ")
    return SourcedBelief(
      engine: belief.widened(by: nearest.spread(machines.spreads)), provenance: .scaled,
      basis: "scaled from \(named)" + nearest.wording)
  }

  /// The calibrations of the engine asked for, or of the other one where the factor is published.
  private var usableCalibrations: [Calibration] {
    let own = calibrations.filter { $0.runtime == runtime }
    let others = calibrations.filter { $0.runtime != runtime }
    return own + others.compactMap { $0.borrowed(by: runtime, facts: engines) }
  }

  /// An accelerator says nothing of a processor, nor the other way round.
  private func comparable(_ calibration: Calibration, with processor: Processor) -> Bool {
    (machine(of: calibration).processor.kind == .accelerator) == (processor.kind == .accelerator)
  }

  private func unmeasured(_ model: ModelFacts, _ processor: Processor) -> SourcedBelief {
    var belief = EngineBelief(machines.spreads)
    if processor.kind == .accelerator {
      return SourcedBelief(
        engine: belief, provenance: .scaled, basis: "scaled from published runs of llama-bench")
    }
    belief.observe(observations(of: engines.prior))
    let distance = distance(of: engines.prior, model: model, on: processor)
    return SourcedBelief(
      engine: belief.widened(by: distance.spread(machines.spreads)), provenance: .prior,
      basis: engines.priorSource + distance.wording + missingFactor)
  }

  /// Names the gap where a calibration exists that cannot be used.
  private var missingFactor: String {
    guard let other = calibrations.first(where: { $0.runtime != runtime }) else { return "" }
    return "; no factor from \(other.runtime.rawValue) to \(runtime.rawValue) is published for "
      + "\(other.model.quantization) on \(other.host.architecture.rawValue)"
  }

  private func distance(
    of calibration: Calibration, model: ModelFacts, on processor: Processor
  ) -> CalibrationDistance {
    let known = knownMachine(of: calibration)
    let machine = known ?? machine(of: calibration)
    return CalibrationDistance(
      otherModel: !calibration.model.isSame(as: model),
      otherQuantization: calibration.model.quantization != model.quantization,
      otherArchitecture: machine.processor.kind != processor.kind,
      otherInstructionSet: calibration.host.instructionSet.map {
        !processor.instructionSets.contains($0)
      } ?? false, standIn: known == nil, machineSpread: machine.spread)
  }
}

/// How far a calibration is from what is asked.
private struct CalibrationDistance: Hashable, Comparable {
  let otherModel: Bool
  let otherQuantization: Bool
  let otherArchitecture: Bool
  let otherInstructionSet: Bool
  let standIn: Bool
  /// What is not known of the machine's processor or of how it is shared.
  let machineSpread: Double

  private var rank: Int {
    (otherModel ? 16 : 0) + (otherQuantization ? 8 : 0) + (otherArchitecture ? 4 : 0)
      + (otherInstructionSet ? 2 : 0) + (standIn ? 1 : 0)
  }

  static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  func spread(_ spreads: RateSpreads) -> Double {
    let parts = [
      otherModel ? spreads.otherModel : 0, otherQuantization ? spreads.otherQuantization : 0,
      otherArchitecture
        ? spreads.otherArchitecture : otherInstructionSet ? spreads.otherInstructionSet : 0,
      standIn ? spreads.standIn : 0, machineSpread,
    ]
    return parts.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  var wording: String {
    let parts = [
      otherModel ? "another model" : nil, otherQuantization ? "another quantization" : nil,
      otherArchitecture
        ? "another architecture" : otherInstructionSet ? "another instruction set" : nil,
      standIn ? "a processor that another stands in for" : nil,
    ].compactMap { $0 }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }
}

extension ModelFacts {
  /// The same weights, whatever they are stored as.
  func isSame(as other: ModelFacts) -> Bool {
    ModelName.canonical(name) == ModelName.canonical(other.name)
  }
}

extension Calibration {
  /// `c8g.xlarge of 2026-11-20`.
  var shown: String { "\(host.name) of \(measuredAt.iso8601.prefix(10))" }
}

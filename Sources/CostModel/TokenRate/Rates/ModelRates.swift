/// The rates of one model on any machine: what was measured there, else what follows from the nearest
/// measurement.
package struct ModelRates: Hashable, Sendable {
  package let model: ModelFacts
  let book: RateBook
  /// By the key of the processor.
  private let beliefs: [String: SourcedBelief]

  init(_ model: ModelFacts, in book: RateBook) {
    self.model = model
    self.book = book
    beliefs = book.machines.processors.mapValues { book.belief(of: model, on: $0) }
  }

  /// True where the weights have room; nothing is known of machines outside the catalogue.
  package func fits(_ target: RateTarget) -> Bool {
    book.machines.machine(for: target)?.holds(model.weightBytes) ?? false
  }

  func machine(for target: RateTarget) -> Machine? { book.machines.machine(for: target) }

  /// Nil for a machine the catalogue does not describe.
  package func estimate(on target: RateTarget) -> RateEstimate? {
    guard let machine = book.machines.machine(for: target) else { return nil }
    let stream = stream(on: machine)
    let decode = stream.rate(of: stream.decodeStep(), tokens: Tokens(1))
    let prompt = Tokens(MachinePass.prefillTokens)
    let prefill = stream.rate(of: stream.prefill(prompt), tokens: prompt)
    return RateEstimate(
      target: target, decode: measured(.decode, on: target) ?? decode,
      prefill: measured(.prefill, on: target) ?? prefill)
  }

  /// The model on a machine, with the engine as it is believed to be there.
  func stream(on machine: Machine) -> MachineStream {
    guard let belief = beliefs[machine.processor.key] else {
      preconditionFailure("a belief for every processor of the catalogue")
    }
    return MachineStream(
      pass: book.pass(of: model, on: machine, engine: belief.engine.mean), belief: belief)
  }

  /// The fastest single stream measured on this very target with this model and engine; where no
  /// calibration speaks, the prior on the target it is of.
  private func measured(_ work: EngineFactor.Work, on target: RateTarget) -> TokenRate? {
    let own = book.calibrations.filter { $0.runtime == book.runtime }
    if let (calibration, best) = best(work, on: target, of: own) {
      return TokenRate(
        low: best.rate.min, mid: best.rate.median, high: best.rate.max, provenance: .measured,
        basis: "measured on \(calibration.shown), \(best.test.name), \(best.threads) threads")
    }
    guard beliefs.values.contains(where: { $0.provenance == .prior }),
      let (_, prior) = best(work, on: target, of: [book.engines.prior])
    else { return nil }
    return TokenRate(
      low: prior.rate.min, mid: prior.rate.median, high: prior.rate.max, provenance: .prior,
      basis: book.engines.priorSource)
  }

  private func best(
    _ work: EngineFactor.Work, on target: RateTarget, of calibrations: [Calibration]
  ) -> (Calibration, RateMeasurement)? {
    let here = calibrations.filter {
      $0.model.isSame(as: model) && $0.model.quantization == model.quantization
        && $0.host.instanceType.map { RateTarget($0) } == target
    }
    return here.flatMap { calibration in
      calibration.results.filter { EngineFactor.Work($0.test) == work && $0.batch == 1 }
        .map { (calibration, $0) }
    }.max { $0.1.rate.median < $1.1.rate.median }
  }
}

/// A model on a machine: times with their uncertainty.
struct MachineStream {
  let pass: MachinePass
  let belief: SourcedBelief

  func decodeStep(batch: Int = 1, context: Tokens = .zero) -> PassTime {
    pass.decodeStep(batch: batch, context: context)
  }

  func prefill(_ prompt: Tokens) -> PassTime { pass.prefill(prompt) }

  func rate(of time: PassTime, tokens: Tokens) -> TokenRate {
    let mid = tokens.value / time.seconds
    let factor = RateInterval.factor(spread: belief.engine.spread(of: time, on: pass.machine))
    return TokenRate(
      low: TokensPerSecond(mid / factor), mid: TokensPerSecond(mid),
      high: TokensPerSecond(mid * factor), provenance: belief.provenance, basis: belief.basis)
  }
}

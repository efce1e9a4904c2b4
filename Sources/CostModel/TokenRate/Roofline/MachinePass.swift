import Foundation

/// One pass of a model over a machine: the roofline, moved by what is known of the engine.
struct MachinePass {
  let machine: Machine
  let model: ModelFacts
  /// How much faster the engine is than the figures, by lane.
  let engine: RateVector
  /// Arithmetic of decoding many sequences at once, as a share of that of a prompt.
  let batchEfficiency: Ratio

  /// Tokens of a prompt that llama.cpp and this engine read in one pass.
  static let prefillTokens = 512.0

  private var figures: ProcessorFigures { machine.processor.figures }
  private var coresOfNode: Double { machine.cores / Double(machine.nodes) }

  /// One token for each of `batch` sequences that already hold `context` tokens.
  ///
  /// t(b) = max(bytes / R(n), 2 · b · parameters / (F(n) · efficiency)) + sync(n); for b = 1 the
  /// arithmetic is in R(n), the rate at which n cores decode weights.
  func decodeStep(batch: Int = 1, context: Tokens = .zero) -> PassTime {
    let kept = (model.kvBytesPerToken ?? .zero).value * context.value * Double(batch)
    let read = reading(model.weightBytes.value + kept)
    guard batch > 1 else { return read + waiting }
    let slowed = computing(Double(batch)) * (exp(-engine[RateLane.batch]) / batchEfficiency.value)
    var savings = slowed.savings
    savings[RateLane.batch] = slowed.seconds
    let compute = PassTime(seconds: slowed.seconds, savings: savings)
    return (read.seconds >= compute.seconds ? read : compute) + waiting
  }

  /// A whole prompt, in passes of at most 512 tokens.
  func prefill(_ prompt: Tokens) -> PassTime {
    guard prompt > .zero else { return .zero }
    let passes = (prompt.value / Self.prefillTokens).rounded(.up)
    let read = reading(model.weightBytes.value)
    let compute = computing(prompt.value / passes)
    return ((read.seconds >= compute.seconds ? read : compute) + waiting) * passes
  }

  /// Weights read once: bytes / R(n), 1 / R² = 1 / (n · decode)² + 1 / bandwidth².
  private func reading(_ bytes: Double) -> PassTime {
    let cores = coresOfNode
    let own = cores * figures.decodePerCore.value * exp(engine[RateLane.decode])
    var seconds = bytes / own
    var savings = RateVector(repeating: 0)
    var ownShare = 1.0
    if let curve = machine.processor.readBandwidth {
      let memory =
        curve.bandwidth(ofCores: cores).value * figures.bandwidthShare.value
        * pow(cores / 8, figures.bandwidthSlope) * exp(engine[RateLane.bandwidth])
      seconds = hypot(bytes / own, bytes / memory)
      ownShare = pow(bytes / own / seconds, 2)
    }
    if machine.nodes > 1, let crossing = machine.processor.crossing {
      seconds /= crossing.memoryShare.value
    }
    savings[RateLane.decode] = seconds * ownShare
    savings[RateLane.bandwidth] = seconds * (1 - ownShare)
    return PassTime(seconds: seconds, savings: savings)
  }

  /// Arithmetic of `tokens` tokens: 2 · tokens · (parameters + flat) / F(n), 1 / F² = 1 / (n · flops)² + 1 / node².
  private func computing(_ tokens: Double) -> PassTime {
    let cores = coresOfNode
    let flat = figures.flatParameters.value * exp(-engine[RateLane.flat])
    let work = 2 * tokens * (model.parameters.value + flat) / Double(machine.nodes)
    let gain = exp(engine[RateLane.prefill])
    let own = work / (cores * figures.flopsPerCore.value * gain)
    let together =
      figures.flopsPerNode.map { work / ($0.value * gain * exp(engine[RateLane.node])) } ?? 0
    let seconds = hypot(own, together)
    var savings = RateVector(repeating: 0)
    savings[RateLane.prefill] = seconds
    savings[RateLane.node] = seconds * pow(together / seconds, 2)
    savings[RateLane.flat] = seconds * flat / (model.parameters.value + flat)
    return PassTime(seconds: seconds, savings: savings)
  }

  /// The threads' waiting for each other, once a pass.
  private var waiting: PassTime {
    let cores = machine.cores
    let isParallel = cores > 1 || machine.processor.kind == .accelerator
    var savings = RateVector(repeating: 0)
    var seconds = 0.0
    if isParallel {
      seconds =
        (figures.syncSeconds + figures.syncSecondsPerCore * coresOfNode)
        * exp(-engine[RateLane.sync])
      savings[RateLane.sync] = seconds
    }
    if machine.nodes > 1, let crossing = machine.processor.crossing {
      let wait =
        crossing.syncSecondsAt64Cores * pow(cores / 64, 2)
        * exp(-crossing.spread * engine[RateLane.crossing])
      seconds += wait
      savings[RateLane.crossing] = wait * crossing.spread
    }
    return PassTime(seconds: seconds, savings: savings)
  }
}

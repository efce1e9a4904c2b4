package import CostModel

/// Runs trials on a model, one repetition at a time.
///
/// Tokens are seeded random ones, because a model of random weights says nothing worth following, and
/// the work does not depend on them.
package final class RateRunner {
  private let transformer: Transformer
  private let teams: [Int: Team]
  private let promptCache: KeyValueCache
  private let decodeCache: KeyValueCache
  private let now: () -> Duration
  private var random: SplitMix64
  private var tokens: [StepToken] = []

  /// Steps of a decode repetition, spread over the depths of the whole.
  static let decodeSteps = 16

  /// - Parameters:
  ///   - stepColumns: positions of a prompt that are read at once.
  ///   - now: a clock that does not go back.
  package init(
    _ model: Model, kernels: Kernels, trials: [RateTrial], stepColumns: Int,
    now: @escaping () -> Duration
  ) throws {
    var limits = Transformer.Limits(threads: 1, columns: 1, logits: 1, positions: 1)
    var (prompt, generated, batch) = (1, 1, 1)
    for trial in trials {
      limits.threads = max(limits.threads, trial.threads)
      switch trial.test {
      case .prefill(let tokens): prompt = max(prompt, tokens)
      case .decode(let tokens):
        generated = max(generated, tokens)
        batch = max(batch, trial.batch)
      }
    }
    limits.columns = max(min(prompt, stepColumns), batch)
    limits.logits = batch
    limits.positions = max(prompt, generated)
    transformer = try Transformer(model, kernels: kernels, limits: limits)
    var teams: [Int: Team] = [:]
    for threads in Set(trials.map(\.threads)) { teams[threads] = try Team(threads: threads) }
    self.teams = teams
    promptCache = KeyValueCache(model.configuration, sequences: 1, capacity: prompt)
    decodeCache = KeyValueCache(model.configuration, sequences: batch, capacity: generated)
    self.now = now
    random = SplitMix64(seed: 1)
    tokens.reserveCapacity(limits.columns)
  }

  /// The rate of one repetition, all sequences together.
  package func rate(of trial: RateTrial) -> TokensPerSecond {
    guard let team = teams[trial.threads] else {
      preconditionFailure("the runner was not made for \(trial.threads) threads")
    }
    return switch trial.test {
    case .prefill(let count): prefill(count, on: team)
    case .decode(let count): decode(count, batch: trial.batch, on: team)
    }
  }

  /// Reads a prompt; the last step computes the logits of its last token, as a server would.
  private func prefill(_ count: Int, on team: Team) -> TokensPerSecond {
    var seconds = 0.0
    var position = 0
    while position < count {
      let end = min(position + transformer.limits.columns, count)
      place(end - position) { (sequence: 0, position: position + $0) }
      let start = now()
      transformer.step(tokens, cache: promptCache, logits: end == count ? .last : .none, on: team)
      seconds += (now() - start).inSeconds
      position = end
    }
    return TokensPerSecond(Double(count) / seconds)
  }

  /// Steps at some depths of the whole, after one that is not timed.
  private func decode(_ count: Int, batch: Int, on team: Team) -> TokensPerSecond {
    let stride = max(count / Self.decodeSteps, 1)
    let depths = Self.depths(of: count, from: Int(random.next() % UInt64(stride)))
    let steps = min(count, Self.decodeSteps)
    var seconds = 0.0
    step(at: 0, batch: batch, on: team)
    for depth in depths {
      let start = now()
      step(at: depth, batch: batch, on: team)
      seconds += (now() - start).inSeconds
    }
    return TokensPerSecond(Double(steps * batch) / seconds)
  }

  private func step(at depth: Int, batch: Int, on team: Team) {
    place(batch) { (sequence: $0, position: depth) }
    transformer.step(tokens, cache: decodeCache, logits: .all, on: team)
  }

  /// Depths that are spread evenly over 0..<count, the first of them below `count / 16`.
  ///
  /// A step's time grows linearly with its depth, so the mean of these is that of all: of 128 depths
  /// every eighth is visited.
  static func depths(of count: Int, from first: Int) -> StrideTo<Int> {
    let stride = max(count / decodeSteps, 1)
    return Swift.stride(from: first, to: stride * min(count, decodeSteps), by: stride)
  }

  /// Sets the tokens of the next step; without allocating, as everything between a decode's steps.
  private func place(_ count: Int, _ place: (Int) -> (sequence: Int, position: Int)) {
    tokens.removeAll(keepingCapacity: true)
    for index in 0..<count {
      let (sequence, position) = place(index)
      let token = Int32(random.next() % UInt64(transformer.configuration.vocabulary))
      tokens.append(
        StepToken(token: token, sequence: Int32(sequence), position: Int32(position)))
    }
  }
}

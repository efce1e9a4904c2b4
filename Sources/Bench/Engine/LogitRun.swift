/// The logits of every position of a sequence, for comparison with another engine.
package struct LogitRun {
  private let tokens: [Int]

  package init(tokens: [Int]) { self.tokens = tokens }

  /// (tokens, vocabulary).
  package func logits(
    of model: Model, kernels: Kernels, threads: Int, stepColumns: Int = 512
  ) throws -> [[Float]] {
    let configuration = model.configuration
    if let unknown = tokens.first(where: { !(0..<configuration.vocabulary).contains($0) }) {
      throw LogitRunError.unknownToken(unknown, vocabulary: configuration.vocabulary)
    }
    let columns = min(stepColumns, tokens.count)
    let transformer = try Transformer(
      model, kernels: kernels,
      limits: .init(
        threads: threads, columns: columns, logits: columns, positions: tokens.count))
    let team = try Team(threads: threads)
    let cache = KeyValueCache(configuration, sequences: 1, capacity: tokens.count)
    var logits: [[Float]] = []
    while logits.count < tokens.count {
      let step = (logits.count..<min(logits.count + columns, tokens.count)).map {
        StepToken(token: Int32(tokens[$0]), position: Int32($0))
      }
      transformer.step(step, cache: cache, logits: .all, on: team)
      logits += step.indices.map { Array(transformer.logits($0)) }
    }
    guard logits.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw LogitRunError.notFinite }
    return logits
  }
}

/// Why there are no logits.
package enum LogitRunError: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownToken(Int, vocabulary: Int)
  case notFinite

  package var description: String {
    switch self {
    case .unknownToken(let token, let vocabulary):
      "the model has no token \(token): its \(vocabulary) tokens are numbered from 0"
    case .notFinite: "the model's logits are not finite: its weights are damaged"
    }
  }
}

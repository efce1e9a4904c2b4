import CKernels
import CostModel
import Testing

@testable import Bench

@Suite("The forward pass")
struct TransformerTests {
  private static let prompt: [Int32] = [7, 299, 0, 150, 31, 8, 8, 77, 201, 4, 90]

  /// Logits of every position of the prompt, computed in steps of the given lengths.
  private func logits(
    of model: Model, kernels: Kernels, threads: Int = 1, steps: [Int] = [11]
  ) throws -> [[Float]] {
    let limits = Transformer.Limits(threads: 8, columns: 11, logits: 11, positions: 16)
    let transformer = try Transformer(model, kernels: kernels, limits: limits)
    let team = try Team(threads: threads)
    let cache = KeyValueCache(model.configuration, sequences: 1, capacity: 12)
    var result: [[Float]] = []
    for length in steps {
      let first = result.count
      let tokens = (first..<first + length).map {
        StepToken(token: Self.prompt[$0], position: Int32($0))
      }
      transformer.step(tokens, cache: cache, logits: .all, on: team)
      result += (0..<length).map { Array(transformer.logits($0)) }
    }
    return result
  }

  @Test(
    "equals a forward pass in Double on float weights to 2e-3, the precision of the float16 cache",
    arguments: [ModelPreset.tinyLlama, .tinyQwen])
  func float(preset: ModelPreset) throws {
    let model = try preset.make(quantization: .q80, seed: 3, threads: 1)
    let exact = FloatModel(model)
    let expected = exact.reference().logits(Self.prompt)
    let actual = try logits(of: exact.model, kernels: .choose(nil))
    #expect(normalizedError(actual, expected) < 2e-3)
  }

  @Test(
    "equals it on quantized weights within the int8 rounding of activations",
    arguments: [ModelPreset.tinyLlama, .tinyQwen],
    [(PresetQuantization.q40, 6e-2), (.q80, 6e-2), (.q4KM, 8e-2)])
  func quantized(preset: ModelPreset, limit: (PresetQuantization, Double)) throws {
    let model = try preset.make(quantization: limit.0, seed: 3, threads: 1)
    let expected = FloatModel(model).reference().logits(Self.prompt)
    let actual = try logits(of: model, kernels: .choose(nil))
    #expect(normalizedError(actual, expected) < limit.1)
  }

  @Test(
    "is the same to the last bit on every instruction set and any number of threads",
    arguments: [ModelPreset.tinyLlama, .tinyQwen], PresetQuantization.allCases)
  func identical(preset: ModelPreset, quantization: PresetQuantization) throws {
    let model = try preset.make(quantization: quantization, seed: 5, threads: 2)
    let expected = try logits(of: model, kernels: .choose(.scalar))
    for kernels in Kernels.runnable {
      for threads in [1, 2, 3, 7] {
        #expect(try logits(of: model, kernels: kernels, threads: threads) == expected)
      }
    }
  }

  @Test(
    "is the same to the last bit however the prompt is cut into steps",
    arguments: [[11], [4, 7], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [9, 1, 1]], [1, 2])
  func steps(lengths: [Int], threads: Int) throws {
    let model = try ModelPreset.tinyLlama.make(quantization: .q4KM, seed: 5, threads: 1)
    let whole = try logits(of: model, kernels: .choose(nil))
    let cut = try logits(of: model, kernels: .choose(nil), threads: threads, steps: lengths)
    #expect(cut == whole)
  }

  @Test("sequences of one step do not see each other", arguments: [1, 2, 3])
  func sequences(threads: Int) throws {
    let model = try ModelPreset.tinyQwen.make(quantization: .q40, seed: 5, threads: 1)
    let limits = Transformer.Limits(threads: 8, columns: 4, logits: 4, positions: 8)
    let transformer = try Transformer(model, kernels: .choose(nil), limits: limits)
    let team = try Team(threads: threads)
    let together = KeyValueCache(model.configuration, sequences: 4, capacity: 3)
    let alone = (0..<4).map { _ in
      KeyValueCache(model.configuration, sequences: 1, capacity: 3)
    }
    for position in Int32(0)..<3 {
      let tokens = (Int32(0)..<4).map { 40 * $0 + 11 * position }
      var single: [[Float]] = []
      for (token, cache) in zip(tokens, alone) {
        transformer.step(
          [.init(token: token, position: position)], cache: cache, logits: .last, on: team)
        single.append(Array(transformer.logits(0)))
      }
      let step = tokens.enumerated().map {
        StepToken(token: $1, sequence: Int32($0), position: position)
      }
      transformer.step(step, cache: together, logits: .all, on: team)
      #expect((0..<4).map { Array(transformer.logits($0)) } == single)
      #expect(Set(single).count == 4)
    }
  }

  @Test("only the wanted logits are computed")
  func wanted() throws {
    let model = try ModelPreset.tinyLlama.make(quantization: .q80, seed: 5, threads: 1)
    let all = try logits(of: model, kernels: .choose(nil))
    let limits = Transformer.Limits(threads: 8, columns: 11, logits: 1, positions: 16)
    let transformer = try Transformer(model, kernels: .choose(nil), limits: limits)
    let team = try Team(threads: 2)
    let cache = KeyValueCache(model.configuration, sequences: 1, capacity: 12)
    let tokens = Self.prompt.enumerated().map { StepToken(token: $1, position: Int32($0)) }
    transformer.step(tokens, cache: cache, logits: .last, on: team)
    #expect(Array(transformer.logits(0)) == all[10])
    transformer.step(tokens, cache: cache, logits: .none, on: team)
    #expect(Array(transformer.logits(0)) == all[10])
  }

  @Test("a length that no block of 32 fits is refused by name")
  func uneven() throws {
    var odd = ModelPreset.tinyLlama.configuration
    odd.feedForwardWidth = 520
    let whole = try ModelPreset.tinyLlama.make(quantization: .q80, seed: 5, threads: 1)
    let model = Model(configuration: odd, weights: whole.weights, memory: whole)
    #expect(throws: TransformerError.unevenLength("feed-forward length", 520)) {
      try Transformer(
        model, kernels: .choose(nil),
        limits: .init(threads: 1, columns: 1, logits: 1, positions: 1))
    }
  }
}

/// rms(error) / std(expected), over all positions.
private func normalizedError(_ actual: [[Float]], _ expected: [[Double]]) -> Double {
  let a = actual.flatMap { $0.map(Double.init) }
  let e = expected.flatMap(\.self)
  guard a.count == e.count else { return .infinity }
  let mean = e.reduce(0, +) / Double(e.count)
  let error = zip(a, e).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  return (error / e.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }).squareRoot()
}

internal import CKernels

/// A model with everything that one step of it needs, allocated once.
///
/// A step runs the same forward pass over some columns, each the next token of a sequence: the columns
/// are the positions of a prompt, or one position of many sequences. Results do not depend on the
/// instruction set, on the number of threads, or on which columns share a step.
package final class Transformer {
  package let configuration: ModelConfiguration
  package let limits: Limits
  package let kernels: Kernels
  let model: Model
  /// The model's layers at a fixed address, for the kernels.
  let layers: UnsafeMutablePointer<LayerWeights>
  /// The embedding and the output matrix.
  let ends: UnsafeMutablePointer<(embedding: ck_matrix, output: ck_matrix)>
  let buffers: StepBuffers
  let rotary: RotaryTable

  package struct Limits: Hashable, Sendable {
    package var threads: Int
    /// Columns of a step.
    package var columns: Int
    /// Columns of a step whose logits are wanted.
    package var logits: Int
    /// Positions of a sequence.
    package var positions: Int

    package init(threads: Int, columns: Int, logits: Int, positions: Int) {
      self.threads = threads
      self.columns = columns
      self.logits = logits
      self.positions = positions
    }
  }

  package init(
    _ model: Model, kernels: Kernels, limits: Limits
  ) throws(TransformerError) {
    let configuration = model.configuration
    for (name, length) in configuration.productLengths
    where length % CK_BLOCK_COLUMNS != 0 {
      throw .unevenLength(name, length)
    }
    self.model = model
    self.configuration = configuration
    self.kernels = kernels
    self.limits = limits
    let weights = model.weights
    layers = .allocate(capacity: configuration.layers)
    layers.initialize(from: weights.layers, count: configuration.layers)
    ends = .allocate(capacity: 1)
    ends.initialize(to: (weights.embedding, weights.output))
    buffers = StepBuffers(configuration, limits: limits)
    rotary = RotaryTable(
      positions: limits.positions, headSize: configuration.headSize,
      base: configuration.rotaryBase, factors: weights.rotaryFactors)
  }

  deinit {
    layers.deallocate()
    ends.deallocate()
  }

  /// Runs the tokens through the model on a team and adds them to the cache.
  ///
  /// Each token sees the positions of its sequence up to its own, as this step and earlier ones left
  /// them in the cache.
  package func step(
    _ tokens: [StepToken], cache: KeyValueCache, logits wanted: WantedLogits, on team: Team
  ) {
    precondition(team.threads <= limits.threads, "more threads than there is room for")
    precondition(tokens.count <= limits.columns, "more tokens than the step has room for")
    let first = wanted.first(of: tokens.count)
    precondition(tokens.count - first <= limits.logits, "more logits than there is room for")
    guard !tokens.isEmpty else { return }
    for column in 0..<tokens.count {
      let token = tokens[column]
      precondition((0..<configuration.vocabulary).contains(Int(token.token)), "no such token")
      precondition((0..<cache.sequences).contains(Int(token.sequence)), "no such sequence")
      let room = min(cache.capacity, limits.positions)
      precondition((0..<room).contains(Int(token.position)), "no room for the position")
      buffers.tokens[column] = token
    }
    buffers.step.pointee = StepBuffers.Step(
      team: Unmanaged.passUnretained(team), threads: team.threads, columns: tokens.count,
      firstLogit: first, cache: Unmanaged.passUnretained(cache))
    team.run(self) { context, thread in
      guard let context else { return }
      Unmanaged<Transformer>.fromOpaque(context).takeUnretainedValue().forward(thread)
    }
  }

  /// The logits of the latest step's wanted columns, the first of them at index 0.
  package func logits(_ index: Int) -> UnsafeBufferPointer<Float> {
    let column = buffers.logits + index * buffers.logitStride
    return UnsafeBufferPointer(start: column, count: configuration.vocabulary)
  }
}

extension ModelConfiguration {
  /// Lengths of the columns that are multiplied, by the name a user knows them by.
  fileprivate var productLengths: [(String, Int)] {
    [
      ("embedding length", width), ("feed-forward length", feedForwardWidth),
      ("heads × head size", heads * headSize),
    ]
  }
}

/// Why a model cannot be run.
package enum TransformerError: Error, Hashable, Sendable, CustomStringConvertible {
  case unevenLength(String, Int)

  package var description: String {
    switch self {
    case .unevenLength(let name, let length):
      "the model's \(name) of \(length) is no multiple of 32, which the kernels need"
    }
  }
}

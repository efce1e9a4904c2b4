internal import CKernels

/// What a step writes between its token and its logits.
final class StepBuffers {
  struct Step {
    var team: Unmanaged<Team>?
    var threads = 0
    var columns = 0
    /// The first column whose logits are wanted.
    var firstLogit = 0
    var cache: Unmanaged<KeyValueCache>?
  }

  let step: UnsafeMutablePointer<Step>
  /// (columns).
  let tokens: UnsafeMutablePointer<StepToken>
  /// (columns, width) the residual stream.
  let residual: UnsafeMutablePointer<Float>
  /// (columns, width) what a block adds to it.
  let update: UnsafeMutablePointer<Float>
  /// (columns, heads · headSize), and keyValueHeads · headSize for key and value.
  let query: UnsafeMutablePointer<Float>
  let key: UnsafeMutablePointer<Float>
  let value: UnsafeMutablePointer<Float>
  let keyStride: Int
  /// (columns, feedForwardWidth).
  let up: UnsafeMutablePointer<Float>
  /// The normalized residual stream, of attention, feed-forward and output in turn.
  let normalized: ProductInput
  /// What the heads attended to.
  let attended: ProductInput
  /// The gated hidden layer; its floats are first the gate's.
  let hidden: ProductInput
  /// (threads, heads that share a key head, scoreStride).
  let scores: UnsafeMutablePointer<Float>
  let scoreStride: Int
  /// (logits, logitStride).
  let logits: UnsafeMutablePointer<Float>
  let logitStride: Int

  init(_ configuration: ModelConfiguration, limits: Transformer.Limits) {
    let columns = limits.columns
    let threads = limits.threads
    let queryLength = configuration.heads * configuration.headSize
    keyStride = (configuration.keyValueHeads * configuration.headSize)
      .roundedUp(to: CK_GROUP_ROWS)
    logitStride = configuration.vocabulary.roundedUp(to: CK_GROUP_ROWS)
    step = .allocate(capacity: 1)
    step.initialize(to: Step())
    tokens = .allocate(capacity: columns)
    residual = .allocate(capacity: columns * configuration.width)
    update = .allocate(capacity: columns * configuration.width)
    query = .allocate(capacity: columns * queryLength)
    key = .allocate(capacity: columns * keyStride)
    value = .allocate(capacity: columns * keyStride)
    up = .allocate(capacity: columns * configuration.feedForwardWidth)
    normalized = ProductInput(length: configuration.width, columns: columns, threads: threads)
    attended = ProductInput(length: queryLength, columns: columns, threads: threads)
    hidden = ProductInput(
      length: configuration.feedForwardWidth, columns: columns, threads: threads)
    scoreStride = limits.positions.roundedUp(to: 16)
    scores = .allocate(
      capacity: threads * configuration.heads / configuration.keyValueHeads * scoreStride)
    logits = .allocate(capacity: limits.logits * logitStride)
  }

  deinit {
    step.deallocate()
    tokens.deallocate()
    for floats in [residual, update, query, key, value, up, scores, logits] { floats.deallocate() }
  }
}

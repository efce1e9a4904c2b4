internal import CKernels

/// Grouped-query attention over the cache (Vaswani et al. 2017; Ainslie et al. 2023).
extension Transformer {
  private var cache: KeyValueCache? { buffers.step.pointee.cache?.takeUnretainedValue() }

  /// Turns query and key to their positions; key and value go into the cache.
  func rotateAndStore(_ layer: Int, _ share: Share) {
    guard let cache else { return }
    let heads = configuration.heads
    let keyValueHeads = configuration.keyValueHeads
    for item in share.part(of: columns * (heads + keyValueHeads)) {
      let (column, head) = item.quotientAndRemainder(dividingBy: heads + keyValueHeads)
      let token = buffers.tokens[column]
      if head < heads {
        rotate(query(column, head), to: Int(token.position))
      } else {
        store(layer, column, head - heads, token, in: cache)
      }
    }
    meet()
  }

  private func store(
    _ layer: Int, _ column: Int, _ head: Int, _ token: StepToken, in cache: KeyValueCache
  ) {
    let size = configuration.headSize
    let offset = column * buffers.keyStride + head * size
    let sequence = Int(token.sequence)
    let position = Int(token.position)
    rotate(buffers.key + offset, to: position)
    let keys = cache.keys(layer: layer, sequence: sequence, head: head)
    kernels.table.store_key(keys, position, buffers.key + offset, size)
    let values = cache.values(layer: layer, sequence: sequence, head: head)
    kernels.table.to_half(values + position * size, buffers.value + offset, size)
  }

  private func query(_ column: Int, _ head: Int) -> UnsafeMutablePointer<Float> {
    buffers.query + (column * configuration.heads + head) * configuration.headSize
  }

  private func rotate(_ head: UnsafeMutablePointer<Float>, to position: Int) {
    let angles = position * rotary.pairs
    switch configuration.architecture {
    case .llama:
      kernels.table.rope_pairs(head, rotary.cosines + angles, rotary.sines + angles, rotary.pairs)
    case .qwen2:
      kernels.table.rope_halves(head, rotary.cosines + angles, rotary.sines + angles, rotary.pairs)
    }
  }

  // attended = softmax(query · keys / √headSize) · values, over the positions up to the column's own
  func attend(_ layer: Int, _ share: Share) {
    guard let cache else { return }
    let together = headsTogether(share.threads)
    let parts = configuration.heads / together
    for item in share.part(of: columns * parts) {
      let (column, part) = item.quotientAndRemainder(dividingBy: parts)
      attend(layer, column, heads: part * together, together, in: cache, share)
    }
    meet()
  }

  /// Query heads that one thread takes at once: all that share a key head, so that keys and values are
  /// read once for all of them, unless threads would then have nothing to do.
  private func headsTogether(_ threads: Int) -> Int {
    columns * configuration.keyValueHeads < threads
      ? 1 : configuration.heads / configuration.keyValueHeads
  }

  private func attend(
    _ layer: Int, _ column: Int, heads head: Int, _ count: Int, in cache: KeyValueCache,
    _ share: Share
  ) {
    let token = buffers.tokens[column]
    let shared = configuration.heads / configuration.keyValueHeads
    var context = cache.context(
      layer: layer, sequence: Int(token.sequence), head: head / shared,
      positions: Int(token.position) + 1)
    let scores = buffers.scores + share.thread * count * buffers.scoreStride
    let scale = 1 / Float(configuration.headSize).squareRoot()
    kernels.table.attend_scores(
      scores, buffers.scoreStride, query(column, head), count, &context, scale)
    for query in 0..<count {
      kernels.table.softmax(scores + query * buffers.scoreStride, context.positions)
    }
    let output = buffers.attended.values + (column * configuration.heads + head) * context.size
    kernels.table.attend_values(output, scores, buffers.scoreStride, count, &context)
  }
}

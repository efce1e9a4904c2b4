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
    kernels.table.to_half(keys + position * size, buffers.key + offset, size)
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

  /// attended = softmax(query · keys / √headSize) · values, over the positions up to the column's own.
  func attend(_ layer: Int, _ share: Share) {
    guard let cache else { return }
    let size = configuration.headSize
    let perKeyHead = configuration.heads / configuration.keyValueHeads
    let scores = buffers.scores + share.thread * limits.positions
    let scale = 1 / Float(size).squareRoot()
    for item in share.part(of: columns * configuration.heads) {
      let (column, head) = item.quotientAndRemainder(dividingBy: configuration.heads)
      let token = buffers.tokens[column]
      let sequence = Int(token.sequence)
      let positions = Int(token.position) + 1
      let keys = cache.keys(layer: layer, sequence: sequence, head: head / perKeyHead)
      let values = cache.values(layer: layer, sequence: sequence, head: head / perKeyHead)
      kernels.table.attend_scores(scores, query(column, head), keys, size, positions, size, scale)
      kernels.table.softmax(scores, positions)
      let output = buffers.attended.values + item * size
      kernels.table.attend_values(output, scores, values, size, positions, size)
    }
    meet()
  }
}

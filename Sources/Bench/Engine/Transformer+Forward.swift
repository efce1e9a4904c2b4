internal import CKernels

/// The forward pass as each thread runs it: its share of every phase, then a meeting where the next
/// phase reads what another thread wrote.
extension Transformer {
  func forward(_ thread: Int) {
    let share = Share(thread: thread, threads: buffers.step.pointee.threads)
    embed(share)
    for layer in 0..<configuration.layers {
      project(layer, share)
      rotateAndStore(layer, share)
      attend(layer, share)
      addAttention(layer, share)
      gate(layer, share)
      addFeedForward(layer, share)
    }
    score(share)
  }

  var columns: Int { buffers.step.pointee.columns }

  /// Waits for the other threads.
  func meet() { buffers.step.pointee.team?.takeUnretainedValue().meet() }

  // residual = embedding[token]
  private func embed(_ share: Share) {
    for column in share.part(of: columns) {
      let token = Int(buffers.tokens[column].token)
      ck_unpack_row(&ends.pointee.embedding, token, buffers.residual + column * configuration.width)
    }
    meet()
  }

  // query, key, value = W · norm(residual) + bias
  private func project(_ layer: Int, _ share: Share) {
    let weights = layers + layer
    var input = normalize(weights.pointee.attentionNorm, from: 0, columns: columns, share)
    let query = PackedRows(&weights.pointee.query)
    let key = PackedRows(&weights.pointee.key)
    let value = PackedRows(&weights.pointee.value)
    var region = Region(bytes: query.bytes + key.bytes + value.bytes, share: share)
    let queryStride = configuration.heads * configuration.headSize
    multiply(
      &weights.pointee.query, region.next(query), &input, into: buffers.query, queryStride,
      bias: weights.pointee.queryBias)
    multiply(
      &weights.pointee.key, region.next(key), &input, into: buffers.key, buffers.keyStride,
      bias: weights.pointee.keyBias)
    multiply(
      &weights.pointee.value, region.next(value), &input, into: buffers.value, buffers.keyStride,
      bias: weights.pointee.valueBias)
    meet()
  }

  // residual += W · attended
  private func addAttention(_ layer: Int, _ share: Share) {
    var input = quantize(buffers.attended, columns: columns, share)
    addProduct(&layers[layer].attentionOutput, &input, share)
  }

  // hidden = silu(gate · norm(residual)) · (up · norm(residual))
  private func gate(_ layer: Int, _ share: Share) {
    let weights = layers + layer
    var input = normalize(weights.pointee.feedForwardNorm, from: 0, columns: columns, share)
    let groups = part(of: &weights.pointee.gate, share)
    let stride = configuration.feedForwardWidth
    multiply(&weights.pointee.gate, groups, &input, into: buffers.hidden.values, stride)
    multiply(&weights.pointee.up, groups, &input, into: buffers.up, stride)
    let rows = rows(groups, of: &weights.pointee.gate)
    for column in 0..<columns {
      let gated = buffers.hidden.values + column * stride + rows.lowerBound
      kernels.table.swiglu(gated, gated, buffers.up + column * stride + rows.lowerBound, rows.count)
    }
    meet()
  }

  // residual += W · hidden
  private func addFeedForward(_ layer: Int, _ share: Share) {
    var input = quantize(buffers.hidden, columns: columns, share)
    addProduct(&layers[layer].down, &input, share)
  }

  // logits = W · norm(residual), where they are wanted
  private func score(_ share: Share) {
    let first = buffers.step.pointee.firstLogit
    guard first < columns else { return }
    var input = normalize(model.weights.outputNorm, from: first, columns: columns - first, share)
    let groups = part(of: &ends.pointee.output, share)
    multiply(
      &ends.pointee.output, groups, &input, into: buffers.logits, buffers.logitStride)
  }
}

extension Transformer {
  /// The columns from `first` on, normalized and quantized.
  private func normalize(
    _ weight: UnsafeBufferPointer<Float>, from first: Int, columns: Int, _ share: Share
  ) -> ck_activations {
    let width = configuration.width
    let source = buffers.residual + first * width
    guard columns > 1 else {
      let own = buffers.normalized.ownValues(share.thread)
      kernels.table.rms_norm(own, source, weight.baseAddress, width, configuration.normEpsilon)
      return quantize(buffers.normalized.own(share.thread, of: own), 0..<1)
    }
    let part = share.part(of: columns)
    for column in part {
      kernels.table.rms_norm(
        buffers.normalized.values + column * width, source + column * width, weight.baseAddress,
        width, configuration.normEpsilon)
    }
    let input = quantize(buffers.normalized.shared(count: columns), part)
    meet()
    return input
  }

  /// The columns of floats that are already there, quantized.
  private func quantize(_ input: ProductInput, columns: Int, _ share: Share) -> ck_activations {
    guard columns > 1 else { return quantize(input.own(share.thread, of: input.values), 0..<1) }
    let shared = quantize(input.shared(count: columns), share.part(of: columns))
    meet()
    return shared
  }

  private func quantize(_ input: ck_activations, _ columns: Range<Int>) -> ck_activations {
    var input = input
    kernels.table.quantize(&input, columns.lowerBound, columns.upperBound)
    return input
  }

  /// This thread's groups of a matrix that is multiplied alone.
  private func part(of matrix: UnsafePointer<ck_matrix>, _ share: Share) -> ck_range {
    let groups = share.part(of: ck_groups(matrix))
    return ck_range(begin: groups.lowerBound, end: groups.upperBound)
  }

  /// The rows of some groups, without the padding.
  private func rows(_ groups: ck_range, of matrix: UnsafePointer<ck_matrix>) -> Range<Int> {
    let size = CK_GROUP_ROWS
    let rows = matrix.pointee.rows
    return min(groups.begin * size, rows)..<min(groups.end * size, rows)
  }

  private func multiply(
    _ matrix: UnsafePointer<ck_matrix>, _ groups: ck_range, _ input: UnsafePointer<ck_activations>,
    into output: UnsafeMutablePointer<Float>, _ stride: Int,
    bias: UnsafeBufferPointer<Float>? = nil
  ) {
    kernels.table.multiply(matrix, groups, input, output, stride)
    guard let bias = bias?.baseAddress else { return }
    let rows = rows(groups, of: matrix)
    for column in 0..<input.pointee.count {
      kernels.table.add(
        output + column * stride + rows.lowerBound, bias + rows.lowerBound, rows.count)
    }
  }

  // residual += W · input; the rows a thread multiplies are the rows it adds.
  private func addProduct(
    _ matrix: UnsafePointer<ck_matrix>, _ input: UnsafePointer<ck_activations>, _ share: Share
  ) {
    let groups = part(of: matrix, share)
    let width = configuration.width
    multiply(matrix, groups, input, into: buffers.update, width)
    let rows = rows(groups, of: matrix)
    for column in 0..<columns {
      let row = column * width + rows.lowerBound
      kernels.table.add(buffers.residual + row, buffers.update + row, rows.count)
    }
    meet()
  }
}

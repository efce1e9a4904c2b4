extension Calibration {
  /// The fit on the threads that decode one stream fastest; nil without a measured decode.
  package var fit: RateFit? {
    let single = results.filter { $0.isDecode && $0.batch == 1 }
    return single.max { $0.rate.median < $1.rate.median }.flatMap { fit(threads: $0.threads) }
  }

  /// The fit on so many threads, by least squares of the relative errors.
  ///
  /// Worked: 0.8 GB and 1.2e9 parameters decode at 20 tokens/s alone and at 64 tokens/s in eights, a
  /// prompt at 80: 16 GB/s, 154 GFLOP/s in batches, 192 GFLOP/s on prompts, no overhead, no error.
  package func fit(threads: Int) -> RateFit? {
    let own = results.filter { $0.threads == threads }
    let steps = own.filter(\.isDecode).sorted { $0.batch < $1.batch }
    guard steps.first?.batch == 1 else { return nil }
    let prompts = own.filter { !$0.isDecode }.map(prompt)
    let candidates = (1...steps.count).flatMap { bound in
      let guess = steps.map { step($0, isMemoryBound: $0.batch <= steps[bound - 1].batch) }
      let most = Roofline.mostOverhead * guess[0].seconds
      return [nil, 0, most]
        .compactMap { Roofline(steps: guess, prompts: prompts, overhead: $0) }
        .filter { $0.overhead <= most }
    }
    return candidates.min { $0.squaredError < $1.squaredError }?.fit(threads: threads)
  }

  private func step(_ result: RateMeasurement, isMemoryBound: Bool) -> Roofline.Step {
    Roofline.Step(
      seconds: Double(result.batch) / result.rate.median.value, bytes: model.weightBytes.value,
      flops: 2 * Double(result.batch) * model.parameters.value, isMemoryBound: isMemoryBound)
  }

  private func prompt(_ result: RateMeasurement) -> Roofline.Prompt {
    let tokens = Double(result.test.tokens)
    return Roofline.Prompt(
      seconds: tokens / result.rate.median.value, flops: 2 * tokens * model.parameters.value,
      passes: (tokens / MachinePass.prefillTokens).rounded(.up))
  }
}

extension RateMeasurement {
  fileprivate var isDecode: Bool {
    if case .decode = test { return true }
    return false
  }
}

extension RateTest {
  /// Tokens read or written.
  package var tokens: Int {
    switch self {
    case .prefill(let tokens), .decode(let tokens): tokens
    }
  }
}

/// One guess of which steps memory bounds, solved for what they say of the machine.
private struct Roofline {
  struct Step {
    let seconds: Double
    let bytes: Double
    let flops: Double
    let isMemoryBound: Bool
  }

  struct Prompt {
    let seconds: Double
    let flops: Double
    let passes: Double
  }

  private let steps: [Step]
  private let prompts: [Prompt]
  private let secondsPerByte: Double
  /// Nil where memory bounds every step.
  private let secondsPerFlop: Double?
  private let promptSecondsPerFlop: Double?
  let overhead: Double

  /// What norms, attention and waiting may take of a single stream's step.
  ///
  /// More would be the memory's time, which a step of several streams does not hide behind arithmetic
  /// as the formula has it.
  static let mostOverhead = 0.1

  /// Nil where the guess makes a machine that runs backwards.
  ///
  /// - Parameter overhead: seconds of a step; solved for if nil.
  init?(steps: [Step], prompts: [Prompt], overhead given: Double?) {
    let isBatched = steps.contains { !$0.isMemoryBound }
    var columns = [steps.map { $0.isMemoryBound ? $0.bytes / $0.seconds : 0 }]
    if isBatched { columns.append(steps.map { $0.isMemoryBound ? 0 : $0.flops / $0.seconds }) }
    // An overhead is a free figure even at its bound.
    let free = columns.count + (given == 0 ? 0 : 1)
    if given == nil { columns.append(steps.map { 1 / $0.seconds }) }
    let target = steps.map { 1 - (given ?? 0) / $0.seconds }
    guard free <= steps.count, let solved = Self.leastSquares(columns, target),
      solved.allSatisfy({ $0 > 0 })
    else { return nil }
    self.steps = steps
    self.prompts = prompts
    secondsPerByte = solved[0]
    secondsPerFlop = isBatched ? solved[1] : nil
    let overhead = given ?? solved[solved.count - 1]
    self.overhead = overhead
    let terms = prompts.map { ($0.flops / $0.seconds, 1 - $0.passes * overhead / $0.seconds) }
    let slope = terms.reduce(0) { $0 + $1.0 * $1.1 } / terms.reduce(0) { $0 + $1.0 * $1.0 }
    guard prompts.isEmpty || slope > 0 else { return nil }
    promptSecondsPerFlop = prompts.isEmpty ? nil : slope
  }

  var squaredError: Double { errors.reduce(0) { $0 + $1 * $1 } }

  func fit(threads: Int) -> RateFit? {
    // Where memory bounds every batch, arithmetic is at least as fast as the largest step shows.
    let least = steps.map { ($0.seconds - overhead) / $0.flops }.min()
    guard let flop = secondsPerFlop ?? promptSecondsPerFlop ?? least, flop > 0 else { return nil }
    return RateFit(
      threads: threads, bandwidth: BytesPerSecond(1 / secondsPerByte),
      flops: FlopsPerSecond(1 / flop),
      prefillFlops: promptSecondsPerFlop.map { FlopsPerSecond(1 / $0) },
      overheadSeconds: overhead, maxRelativeError: Ratio(errors.map(abs).max() ?? 0))
  }

  /// Fitted over measured, less one.
  private var errors: [Double] {
    let decode = steps.map { step in
      let compute = (secondsPerFlop ?? 0) * step.flops
      return (max(step.bytes * secondsPerByte, compute) + overhead) / step.seconds - 1
    }
    let prefill = prompts.map { prompt in
      (prompt.flops * (promptSecondsPerFlop ?? 0) + prompt.passes * overhead) / prompt.seconds - 1
    }
    return decode + prefill
  }

  /// Weights of the columns whose sum is nearest to the target; nil where columns say the same.
  private static func leastSquares(_ columns: [[Double]], _ target: [Double]) -> [Double]? {
    let count = columns.count
    var rows = columns.map { left in
      (columns + [target]).map { right in zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    for pivot in 0..<count {
      let scale = rows[pivot][pivot]
      guard scale > 0 else { return nil }
      let before = columns[pivot].reduce(0) { $0 + $1 * $1 }
      guard scale > 1e-12 * before else { return nil }
      rows[pivot] = rows[pivot].map { $0 / scale }
      for other in 0..<count where other != pivot {
        let factor = rows[other][pivot]
        rows[other] = zip(rows[other], rows[pivot]).map { $0 - factor * $1 }
      }
    }
    return rows.map { $0[count] }
  }
}

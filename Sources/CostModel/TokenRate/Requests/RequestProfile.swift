/// What token rates say of one kind of request on a function of one size: the same for every workload
/// that is so.
struct RequestProfile: Sendable {
  /// One request alone on a function.
  struct FunctionTime: Hashable, Sendable {
    let memory: Megabytes
    let seconds: Double
  }

  static let mostMemory = Megabytes(10_240)
  private static let memoryStep = 64.0

  let request: ServedRequest
  let rates: ModelRates
  /// One stream on the function as it is.
  let estimate: RateEstimate
  let onLambda: RequestTime
  let current: FunctionTime
  /// Every size that holds the model, in steps of 64 MB, by rising memory.
  let sizes: [FunctionTime]

  init(
    _ request: ServedRequest, rates: ModelRates, memory: Megabytes, architecture: Architecture
  ) throws(RequestGap) {
    let needed = request.memory()
    guard needed.value <= memory.value * 1_048_576 else {
      throw .doesNotFit(model: request.model.name, needed: needed, memory: memory)
    }
    let target = RateTarget.lambda(architecture, memory: memory)
    guard let estimate = rates.estimate(on: target),
      let onLambda = rates.requestTime(request, on: target)
    else { throw .noFunction(architecture) }
    self.request = request
    self.rates = rates
    self.estimate = estimate
    self.onLambda = onLambda
    current = FunctionTime(memory: memory, seconds: onLambda.mid.inSeconds)
    let least = (needed.value / 1_048_576 / Self.memoryStep).rounded(.up) * Self.memoryStep
    let steps = stride(from: least, through: Self.mostMemory.value, by: Self.memoryStep)
    let all = Set(Array(steps) + [memory.value, Self.mostMemory.value].filter { $0 >= least })
    sizes = all.sorted().compactMap { size in
      let memory = Megabytes(size)
      return rates.requestTime(request, on: .lambda(architecture, memory: memory)).map {
        FunctionTime(memory: memory, seconds: $0.mid.inSeconds)
      }
    }
  }

  /// Nil where a request would take longer than it does on Lambda.
  func server(on machine: Machine) -> ServerCapacity? {
    rates.capacity(for: request, on: machine, slowest: onLambda.mid)
  }

  /// Executions on Lambda that a server takes over, by Little's law: its requests a second times the
  /// seconds a request takes on Lambda.
  func slots(of server: ServerCapacity) -> Double {
    server.requestsPerSecond * onLambda.mid.inSeconds
  }
}

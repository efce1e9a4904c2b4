/// What one machine does at most for requests of one kind, none of them slower than it may be.
struct ServerCapacity: Sendable {
  let request: ServedRequest
  /// One server on each NUMA node.
  let nodes: Int
  /// Requests at once on each.
  let streams: Int
  let requestsPerSecond: Double
  /// Of a single stream.
  let decode: TokenRate
  /// No request may take longer.
  let slowest: Duration
  fileprivate let stream: MachineStream

  /// Requests at once that the memory of a node holds.
  var mostStreams: Int {
    Self.search(from: 1, through: ModelRates.mostStreams) {
      stream.pass.machine.holds(request.memory(streams: $0))
    } - 1
  }

  func requestSeconds(streams: Int) -> Double {
    stream.requestTime(request, streams: streams).seconds
  }

  /// Output of all streams together.
  var tokensPerSecond: TokensPerSecond {
    TokensPerSecond(requestsPerSecond * request.output.value)
  }

  /// Seconds of one request when so many come in a second: with the fewest streams that keep up.
  func requestSeconds(atRequestsPerSecond rate: Double) -> Double {
    let needed = Self.search(from: 1, through: streams) {
      Double(nodes * $0) / stream.requestTime(request, streams: $0).seconds < rate
    }
    return stream.requestTime(request, streams: min(needed, streams)).seconds
  }

  /// The first number for which a condition no longer holds, one more than the last where it always does.
  fileprivate static func search(
    from first: Int, through last: Int, while holds: (Int) -> Bool
  ) -> Int {
    var (low, high) = (first, last + 1)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension ModelRates {
  /// More streams are not looked at: servers seldom run them.
  fileprivate static let mostStreams = 256

  /// Nil where the model does not fit or one request alone takes longer than `slowest`.
  ///
  /// One server is pinned to each NUMA node. b streams take T(b) each, so the machine answers
  /// nodes · b / T(b) requests a second.
  func capacity(
    for request: ServedRequest, on machine: Machine, slowest: Duration
  ) -> ServerCapacity? {
    let node = machine.node
    let stream = stream(on: node)
    let streams =
      ServerCapacity.search(from: 1, through: Self.mostStreams) {
        node.holds(request.memory(streams: $0))
          && stream.requestTime(request, streams: $0).seconds <= slowest.inSeconds
      } - 1
    guard streams > 0 else { return nil }
    let time = stream.requestTime(request, streams: streams)
    return ServerCapacity(
      request: request, nodes: machine.nodes, streams: streams,
      requestsPerSecond: Double(machine.nodes * streams) / time.seconds,
      decode: stream.rate(of: stream.decodeStep(), tokens: Tokens(1)), slowest: slowest,
      stream: stream)
  }

  /// One request alone on a function of that memory.
  package func requestTime(_ request: ServedRequest, on target: RateTarget) -> RequestTime? {
    guard let machine = book.machines.machine(for: target) else { return nil }
    let stream = stream(on: machine)
    return stream.interval(of: stream.requestTime(request, streams: 1))
  }
}

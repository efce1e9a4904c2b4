/// What one machine does for requests of one kind, batching as many as may wait no longer than on Lambda.
package struct ServerCapacity: Hashable, Sendable {
  /// Requests at once on each NUMA node.
  package let streams: Int
  package let requestTime: RequestTime
  package let requestsPerSecond: Double
  /// Of a single stream.
  package let decode: TokenRate

  /// Output of all streams together.
  package func tokensPerSecond(_ request: ServedRequest) -> TokensPerSecond {
    TokensPerSecond(requestsPerSecond * request.output.value)
  }
}

extension ModelRates {
  /// More streams are not looked at: servers seldom run them.
  private static let mostStreams = 256

  /// Nil where the model does not fit or one request alone takes longer than `slowest`.
  ///
  /// One server is pinned to each NUMA node. b streams take T(b) each, so the machine answers
  /// nodes · b / T(b) requests a second.
  package func capacity(
    for request: ServedRequest, on machine: Machine, slowest: Duration
  ) -> ServerCapacity? {
    let node = machine.node
    let stream = stream(on: node)
    func fits(_ streams: Int) -> Bool {
      node.holds(request.memory(streams: streams))
        && stream.requestTime(request, streams: streams).seconds <= slowest.inSeconds
    }
    guard fits(1) else { return nil }
    var (streams, tooMany) = (1, Self.mostStreams + 1)
    while tooMany - streams > 1 {
      let middle = (streams + tooMany) / 2
      if fits(middle) { streams = middle } else { tooMany = middle }
    }
    let time = stream.requestTime(request, streams: streams)
    return ServerCapacity(
      streams: streams, requestTime: stream.interval(of: time),
      requestsPerSecond: Double(machine.nodes * streams) / time.seconds,
      decode: stream.rate(of: stream.decodeStep(), tokens: Tokens(1)))
  }

  /// One request alone on a function of that memory.
  package func requestTime(_ request: ServedRequest, on target: RateTarget) -> RequestTime? {
    guard let machine = book.machines.machine(for: target) else { return nil }
    let stream = stream(on: machine)
    return stream.interval(of: stream.requestTime(request, streams: 1))
  }
}

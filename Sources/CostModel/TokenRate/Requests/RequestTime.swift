import Foundation

/// How long a request takes, as an interval.
package struct RequestTime: Hashable, Sendable {
  package let low: Duration
  package let mid: Duration
  package let high: Duration

  package init(low: Duration, mid: Duration, high: Duration) {
    self.low = low
    self.mid = mid
    self.high = high
  }

  /// Standard deviation of its logarithm, from the upper half of the 90 % interval.
  var spread: Double { log(high / mid) / RateInterval.deviations }

  static func * (time: Self, factor: Double) -> Self {
    RequestTime(low: time.low * factor, mid: time.mid * factor, high: time.high * factor)
  }
}

extension MachineStream {
  /// A request while `streams` of its kind share the machine: each waits for the prompts of all.
  ///
  /// T(b) = b · prefill + output · t(b): with t(1) = 50 ms and 2 s of prefill, 200 tokens take 12 s.
  func requestTime(_ request: ServedRequest, streams: Int) -> PassTime {
    prefill(request.prompt) * Double(streams)
      + decodeStep(batch: streams, context: request.meanContext) * request.output.value
  }

  func interval(of time: PassTime) -> RequestTime {
    let factor = RateInterval.factor(spread: belief.engine.spread(of: time, on: pass.machine))
    return RequestTime(
      low: .seconds(time.seconds / factor), mid: .seconds(time.seconds),
      high: .seconds(time.seconds * factor))
  }
}

package import CostModel

/// One thing to time: a test on so many threads, with so many sequences at once.
package struct RateTrial: Hashable, Sendable {
  package let test: RateTest
  package let threads: Int
  package let batch: Int

  package init(test: RateTest, threads: Int, batch: Int) {
    self.test = test
    self.threads = threads
    self.batch = batch
  }

  /// Every combination, most threads first, so that the most useful figures are there first.
  ///
  /// Prefill reads one prompt at a time. No tokens leave a test out.
  package static func all(
    promptTokens: Int, generatedTokens: Int, threads: [Int], batches: [Int]
  ) -> [RateTrial] {
    Set(threads).sorted(by: >).flatMap { threads in
      var trials: [RateTrial] = []
      if promptTokens > 0 {
        trials.append(RateTrial(test: .prefill(tokens: promptTokens), threads: threads, batch: 1))
      }
      if generatedTokens > 0 {
        trials += Set(batches).sorted().map {
          RateTrial(test: .decode(tokens: generatedTokens), threads: threads, batch: $0)
        }
      }
      return trials
    }
  }

  /// 1, 2, 4 and so on up to all cores, and all cores.
  package static func threadCounts(cores: Int) -> [Int] {
    var counts: [Int] = []
    var count = 1
    while count < cores {
      counts.append(count)
      count *= 2
    }
    return counts + [max(cores, 1)]
  }
}

/// Samples of one workload at several periods, made to count each moment once.
///
/// A coarse sample and finer ones inside it tell of the same traffic. The finer are taken when they
/// saw at least as much of it; else some of them are missing, and the coarse one is taken.
struct MixedPeriods {
  private(set) var samples: [Sample] = []

  mutating func add(_ sample: Sample) { samples.append(sample) }

  /// What to count, by start.
  func resolved() -> [Sample] {
    let periods = Set(samples.map(\.periodSeconds)).sorted()
    var chosen: [Sample] = []
    for period in periods {
      let coarse = samples.filter { $0.periodSeconds == period }.sorted { $0.start < $1.start }
      chosen = Self.choose(coarse: coarse, finer: chosen)
    }
    return chosen
  }

  /// Both in order of start; the finer samples do not overlap each other.
  private static func choose(coarse: [Sample], finer: [Sample]) -> [Sample] {
    var result: [Sample] = []
    var next = 0
    for sample in coarse {
      while next < finer.count, finer[next].start < sample.start {
        result.append(finer[next])
        next += 1
      }
      let first = next
      while next < finer.count, finer[next].start < sample.end { next += 1 }
      let inside = finer[first..<next]
      if inside.isEmpty || !saw(inside, asMuchAs: sample) {
        result.append(sample)
      } else {
        result.append(contentsOf: inside)
      }
    }
    result.append(contentsOf: finer[next...])
    return result
  }

  private static func saw(_ finer: ArraySlice<Sample>, asMuchAs coarse: Sample) -> Bool {
    let tolerance = 1 - 1e-9
    let invocations = finer.reduce(0) { $0 + ($1.invocations ?? 0) }
    let busy = finer.reduce(0) { $0 + ($1.duration ?? 0) }
    return invocations >= (coarse.invocations ?? 0) * tolerance
      && busy >= (coarse.duration ?? 0) * tolerance
  }
}

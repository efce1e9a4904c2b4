import Foundation

/// Draws for one workload after another, the same from the same seed.
struct CostSampler {
  private let seed: UInt64
  private let deviates: [Double]
  private let assumed: [Double]
  /// Where in the interval of an unknown each draw lies.
  private let places: [Double]
  private var bootstraps: [Int: BlockBootstrap] = [:]

  init(seed: UInt64, draws: Int = BlockBootstrap.standardReplicates) {
    self.seed = seed
    var generator = SplitMix64(seed: seed &+ 1)
    var deviates: [Double] = []
    var assumed: [Double] = []
    var places: [Double] = []
    for _ in 0..<draws {
      let (radius, angle) = (
        (-2 * log(Double.random(in: 0x1p-53..<1, using: &generator))).squareRoot(),
        Double.random(in: 0..<2 * .pi, using: &generator)
      )
      // Box and Muller's second normal deviate is independent of the first.
      deviates.append(radius * cos(angle))
      assumed.append(radius * sin(angle))
      places.append(Double.random(in: 0..<1, using: &generator))
    }
    self.deviates = deviates
    self.assumed = assumed
    self.places = places
  }

  mutating func draws(for analysis: WorkloadAnalysis) -> CostDraws {
    CostDraws(volumes: volumes(of: analysis), deviates: deviates, assumed: assumed)
  }

  /// Blocks of the window resampled, or the traffic as it is given to an estimate; time not covered is
  /// between silent and as busy as the rest, and where there are too few blocks any traffic that the
  /// slots hold is as likely as another.
  private mutating func volumes(of analysis: WorkloadAnalysis) -> [Double] {
    if analysis.profile.isForeseen { return places.map { _ in 1 } }
    let utilization = analysis.utilization.value.value
    let most = utilization > 0 ? 1 / utilization : 1
    let blocks = analysis.profile.blocks
    let coverage = analysis.profile.coverage.value
    let bootstrap =
      blocks.isEmpty
      ? nil : bootstraps[blocks.count] ?? BlockBootstrap(blocks: blocks.count, seed: seed)
    bootstraps[blocks.count] = bootstrap
    guard coverage > 0, let volumes = bootstrap?.volumes(of: blocks) else {
      return places.map { $0 * most }
    }
    let unseen = 1 / coverage - 1
    return zip(volumes, places).map { min($0 * (1 + unseen * $1), most) }
  }
}

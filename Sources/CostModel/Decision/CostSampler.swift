import Foundation

/// Draws for one workload after another, the same from the same seed.
struct CostSampler {
  private let seed: UInt64
  private let deviates: [Double]
  /// Where in the interval of an unknown each draw lies.
  private let places: [Double]
  private var bootstraps: [Int: BlockBootstrap] = [:]

  init(seed: UInt64, draws: Int = BlockBootstrap.standardReplicates) {
    self.seed = seed
    var generator = SplitMix64(seed: seed &+ 1)
    var deviates: [Double] = []
    var places: [Double] = []
    for _ in 0..<draws {
      let (radius, angle) = (
        (-2 * log(Double.random(in: 0x1p-53..<1, using: &generator))).squareRoot(),
        Double.random(in: 0..<2 * .pi, using: &generator)
      )
      deviates.append(radius * cos(angle))
      places.append(Double.random(in: 0..<1, using: &generator))
    }
    self.deviates = deviates
    self.places = places
  }

  /// Blocks of the window resampled; time not covered is between silent and as busy as the rest, and
  /// where there are too few blocks any traffic that the slots hold is as likely as another.
  mutating func draws(for analysis: WorkloadAnalysis) -> CostDraws {
    let utilization = analysis.utilization.value.value
    let most = utilization > 0 ? 1 / utilization : 1
    let blocks = analysis.profile.blocks
    let coverage = analysis.profile.coverage.value
    let bootstrap =
      blocks.isEmpty
      ? nil : bootstraps[blocks.count] ?? BlockBootstrap(blocks: blocks.count, seed: seed)
    bootstraps[blocks.count] = bootstrap
    guard coverage > 0, let volumes = bootstrap?.volumes(of: blocks) else {
      return CostDraws(volumes: places.map { $0 * most }, deviates: deviates)
    }
    let unseen = 1 / coverage - 1
    return CostDraws(
      volumes: zip(volumes, places).map { min($0 * (1 + unseen * $1), most) }, deviates: deviates)
  }
}

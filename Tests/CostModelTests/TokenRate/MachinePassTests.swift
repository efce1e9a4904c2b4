import Foundation
import Testing

@testable import CostModel

@Suite("A pass of a model over a machine")
struct MachinePassTests {
  private func pass(
    cores: Double = 4, engine: RateVector = RateVector(repeating: 0)
  ) -> MachinePass {
    MachinePass(
      machine: Machine(processor: .round, cores: cores, memory: Bytes(16e9)), model: .round,
      engine: engine, batchEfficiency: Ratio(0.5))
  }

  @Test("a token takes the bytes over 1 / √(1/20² + 1/15²) = 12 GB/s, and 5 ms of waiting")
  func decode() {
    #expect(abs(pass().decodeStep().seconds - 0.105) < 1e-12)
  }

  @Test("keys and values are read besides: 2,000 positions of 100 KB add a sixth")
  func context() {
    let step = pass().decodeStep(context: Tokens(2000))
    #expect(abs(step.seconds - (1.4e9 / 12e9 + 0.005)) < 1e-12)
  }

  @Test("one core waits for nobody")
  func oneCore() {
    let read = 1.2 / (1 / (1 / 25.0 + 1 / 225.0).squareRoot())
    #expect(abs(pass(cores: 1).decodeStep().seconds - read) < 1e-12)
  }

  @Test("a batch costs its arithmetic at half of a prompt's once that outweighs the reading")
  func batch() {
    #expect(abs(pass().decodeStep(batch: 2).seconds - 0.105) < 1e-12)
    #expect(abs(pass().decodeStep(batch: 8).seconds - (8 * 2.4e9 / 60e9 + 0.005)) < 1e-12)
  }

  @Test("a prompt of 1,024 tokens takes two passes of 512 at 120 GFLOP/s, a short one a reading")
  func prompt() {
    #expect(abs(pass().prefill(Tokens(1024)).seconds - 2 * (512 * 2.4e9 / 120e9 + 0.005)) < 1e-9)
    #expect(abs(pass().prefill(Tokens(2)).seconds - 0.105) < 1e-12)
    #expect(pass().prefill(.zero) == .zero)
  }

  @Test("two nodes of four cores halve one node's rate and wait 1 ms more; a prompt keeps its pace")
  func crossing() {
    let step = pass(cores: 8).decodeStep()
    #expect(abs(step.seconds - (0.2 + 0.005 + 0.064 / 64)) < 1e-12)
    let prompt = pass(cores: 8).prefill(Tokens(512))
    #expect(abs(prompt.seconds - (512 * 2.4e9 / 240e9 + 0.006)) < 1e-9)
  }

  @Test(
    "each lane's saving is the slope of the time",
    arguments: [
      RateLane.decode, RateLane.prefill, RateLane.bandwidth, RateLane.sync,
      RateLane.batch, RateLane.node, RateLane.crossing,
    ])
  func slopes(lane: Int) {
    let times: [(MachinePass) -> PassTime] = [
      { $0.decodeStep() }, { $0.decodeStep(batch: 8) }, { $0.prefill(Tokens(512)) },
    ]
    for time in times {
      var (up, down) = (RateVector(repeating: 0), RateVector(repeating: 0))
      (up[lane], down[lane]) = (1e-5, -1e-5)
      let slope =
        (time(pass(cores: 8, engine: down)).seconds - time(pass(cores: 8, engine: up)).seconds)
        / 2e-5
      #expect(abs(time(pass(cores: 8)).savings[lane] - slope) < 1e-6)
    }
  }
}

@Suite("What is believed of an engine")
struct EngineBeliefTests {
  private static let spreads = RateSpreads(
    engine: .init(decode: 0.4, prefill: 0.4, bandwidth: 0.1, sync: 0.1, batch: 0.1),
    host: .init(decode: 0.3, prefill: 0.3, bandwidth: 0.1, sync: 0.1, flat: 0.1, node: 0.1),
    repetition: 0.05, otherModel: 0.1, otherQuantization: 0.1, otherArchitecture: 0.1,
    otherInstructionSet: 0.1, standIn: 0.1)

  /// A work that depends on the decode lane alone, of one second by the figures.
  private func observation(_ rate: Double, spread: Double) -> RateObservation {
    RateObservation(rate: TokensPerSecond(rate), spread: spread) { lanes in
      var savings = RateVector(repeating: 0)
      let seconds = exp(-lanes[RateLane.decode])
      savings[RateLane.decode] = seconds
      return PassTime(seconds: seconds, savings: savings)
    }
  }

  @Test("of a surprise the engine takes the share of the variance that is its own: 0.16 of 0.25")
  func share() {
    var belief = EngineBelief(Self.spreads)
    belief.observe([observation(exp(0.5), spread: 1e-4)])
    #expect(abs(belief.mean[RateLane.decode] - 0.5 * 0.16 / 0.25) < 1e-6)
    let left = belief.covariance.rows[RateLane.decode][RateLane.decode]
    #expect(abs(left - 0.16 * 0.09 / 0.25) < 1e-6)
  }

  @Test("an uncertain measurement moves it less: 0.16 of 0.25 + 0.25")
  func uncertain() {
    var belief = EngineBelief(Self.spreads)
    belief.observe([observation(exp(0.5), spread: 0.5)])
    #expect(abs(belief.mean[RateLane.decode] - 0.5 * 0.16 / 0.5) < 1e-6)
  }

  @Test(
    "a second host that agrees leaves less doubt than one, and one that was not asked changes nothing"
  )
  func secondHost() {
    var belief = EngineBelief(Self.spreads)
    belief.observe([])
    #expect(belief == EngineBelief(Self.spreads))
    belief.observe([observation(1, spread: 0.01)])
    let once = belief.covariance.rows[RateLane.decode][RateLane.decode]
    belief.observe([observation(1, spread: 0.01)])
    let twice = belief.covariance.rows[RateLane.decode][RateLane.decode]
    #expect(twice < once * 0.75 && abs(belief.mean[RateLane.decode]) < 1e-9)
  }

  @Test("a matrix times its inverse is one")
  func inverse() {
    let seed = RateVector(1, 0.5, 0.25, -1, 2, 0.75, -0.5, 1.5)
    let matrix = RateMatrix(outer: seed, seed) + RateMatrix(diagonal: RateVector(repeating: 2))
    let product = matrix * matrix.inverse
    for row in 0..<RateMatrix.count {
      for column in 0..<RateMatrix.count {
        #expect(abs(product.rows[row][column] - (row == column ? 1 : 0)) < 1e-12)
      }
    }
  }
}

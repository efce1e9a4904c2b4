import CostModel
import Testing

@Suite("What the decision hangs on")
struct SensitivityTests {
  @Test("each bar of the tornado is the model at 20 % less and more, the widest first")
  func tornado() throws {
    let model = try TCOFixture.model()
    let parameters = try TCOFixture.parameters()
    let bars = model.tornado(parameters)
    #expect(bars.map(\.swing.value) == bars.map(\.swing.value).sorted(by: >))
    let price = try #require(bars.first { $0.key == .nodePrice })
    #expect(price.low.value == 26_000 * 0.8 && price.high.value == 26_000 * 1.2)
    #expect(
      price.low.advantage == model.advantage(parameters.setting(.nodePrice, to: 26_000 * 0.8)))
    let spare = try #require(bars.first { $0.key == .spareNodes })
    #expect(spare.low.value == 0 && spare.high.value == 2, "whole inputs move by one")
    #expect(!bars.contains { $0.key == .outputTokensPerMonth })
  }

  @Test("a flip of a price is where the straight line of the advantage crosses nothing")
  func closedForm() throws {
    let assumptions = try TCOFixture.assumptions()
    let model = try TCOFixture.model()
    let parameters = assumptions.parameters
    let now = model.advantage(parameters).value
    let flips = model.flips(assumptions)
    for key in [TCOKey.nodePrice, .staffPerYear, .migration, .electricityPrice, .cloudPriceFactor] {
      let value = parameters[key]
      let more = model.advantage(parameters.setting(key, to: value * 1.01)).value
      let crossing = value - now / ((more - now) / (value * 0.01))
      guard let flip = flips.first(where: { $0.key == key }) else {
        #expect(!key.range.contains(crossing), "\(key) flips at \(crossing)")
        continue
      }
      #expect(abs(flip.flipsAt - crossing) < 1e-6 * max(1, abs(crossing)), "\(key)")
    }
  }

  @Test(
    "on the flip's side the other option wins, one representable step before it does not",
    arguments: [20.0, 30, 60])
  func exact(volume: Double) throws {
    let assumptions = try TCOFixture.assumptions([.volumeFactor: volume])
    let model = try TCOFixture.model()
    let parameters = assumptions.parameters
    let wins = model.advantage(parameters) > .zero
    let flips = model.flips(assumptions)
    #expect(flips.count > 5, "\(flips.map(\.sentence))")
    for flip in flips {
      func isTurned(_ value: Double) -> Bool {
        (model.advantage(parameters.setting(flip.key, to: value)) > .zero) != wins
      }
      let before =
        flip.key.isWhole
        ? flip.flipsAt + (flip.isAbove ? -1 : 1)
        : flip.isAbove ? flip.flipsAt.nextDown : flip.flipsAt.nextUp
      #expect(isTurned(flip.flipsAt) && !isTurned(before), "\(flip.key)")
    }
  }

  @Test("no turned input leaves what the program accepts: none draws more when idle")
  func consistent() throws {
    let assumptions = try TCOFixture.assumptions([.nodeIdlePower: 0.75, .nodeFullPower: 0.8])
    let parameters = assumptions.parameters
    #expect(parameters.setting(.nodeIdlePower, to: 48)[.nodeIdlePower] == 0.8)
    #expect(parameters.setting(.nodeFullPower, to: 0.1)[.nodeFullPower] == 0.75)
    let model = try TCOFixture.model()
    let bars = model.tornado(parameters)
    let idle = try #require(bars.first { $0.key == .nodeIdlePower })
    let full = try #require(bars.first { $0.key == .nodeFullPower })
    #expect(idle.high.value == 0.8 && full.low.value == 0.75)
    for flip in model.flips(assumptions) where flip.key == .nodeIdlePower {
      #expect(flip.flipsAt <= 0.8)
    }
  }

  @Test("a triangle over 0…4 with its mode at 1 has a quarter below 1 and its median at 4 − √6")
  func triangle() {
    let triangle = Triangular(low: 0, mode: 1, high: 4)
    #expect(abs(triangle.quantile(0.25) - 1) < 1e-15)
    #expect(abs(triangle.quantile(0.5) - (4 - 6.0.squareRoot())) < 1e-15)
    #expect(triangle.quantile(0) == 0 && triangle.quantile(1) == 4)
    #expect(Triangular(low: 3, mode: 3, high: 3).quantile(0.7) == 3)
    let mean = (0..<100_000).map { triangle.quantile((Double($0) + 0.5) / 100_000) }.reduce(0, +)
    #expect(abs(mean / 100_000 - 5.0 / 3) < 1e-6)
  }

  @Test("the same seed draws the same; what is given is not drawn")
  func seeded() throws {
    let model = try TCOFixture.model()
    let assumptions = try TCOFixture.assumptions()
    let first = model.monteCarlo(assumptions, draws: 300)
    #expect(first == model.monteCarlo(assumptions, draws: 300))
    #expect(first.advantage != model.monteCarlo(assumptions, draws: 300, seed: 7).advantage)
    #expect(first.advantage.p5 <= first.advantage.p50 && first.advantage.p50 <= first.advantage.p95)
    let given = try TCOFixture.assumptions([.nodePrice: 20_000, .pue: 1.3])
    let drawn = Set(model.monteCarlo(given, draws: 1).drawn.map(\.key))
    #expect(drawn.isDisjoint(with: [.nodePrice, .pue, .peakVCPUs]) && drawn.contains(.staff))
  }

  @Test("of one uncertain price the quantiles are those of its triangle, through the model")
  func oneUncertain() throws {
    let model = try TCOFixture.model()
    var given: [TCOKey: Double] = [:]
    for figure in try TCOFixture.assumptions().figures where figure.key != .nodePrice {
      if !figure.key.isComputed, let value = figure.value { given[figure.key] = value }
    }
    let assumptions = try TCOFixture.assumptions(given)
    let result = model.monteCarlo(assumptions, draws: 4000)
    #expect(result.drawn.map(\.key) == [.nodePrice])
    let triangle = result.drawn[0].distribution
    for (share, found) in [
      (0.95, result.advantage.p5), (0.5, result.advantage.p50), (0.05, result.advantage.p95),
    ] {
      let price = triangle.quantile(share)
      let expected = model.advantage(assumptions.parameters.setting(.nodePrice, to: price))
      // The quantile of 4,000 draws strays by some 2 % of the range.
      let range = (result.advantage.p95 - result.advantage.p5).value
      #expect(abs((found - expected).value) < 0.05 * range)
    }
  }
}

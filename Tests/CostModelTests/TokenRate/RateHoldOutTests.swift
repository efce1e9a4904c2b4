import CostModel
import Pricing
import Testing

/// With one instance type's llama-bench results in hand, what is said of types whose own results the
/// figures were fitted without.
@Suite("Token rates of machines left out")
struct RateHoldOutTests {
  private let measured: SpareCores
  private let shipped: RateBook

  init() throws {
    measured = try SpareCores()
    shipped = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp)
  }

  /// How predictions stand to what was measured.
  private struct Score {
    private var errors: [Double] = []
    private var covered = 0

    mutating func add(_ predicted: TokenRate, _ actual: TokensPerSecond) {
      errors.append(abs(predicted.mid / actual - 1))
      if predicted.low <= actual && actual <= predicted.high { covered += 1 }
    }

    var count: Int { errors.count }
    var medianError: Double { errors.sorted()[errors.count / 2] }
    var coverage: Double { Double(covered) / Double(errors.count) }
  }

  private static let sources = ["6g", "7g", "8g", "6a", "7a", "8a", "6i", "7i", "8i"].flatMap {
    ["c\($0).xlarge", "c\($0).4xlarge"]
  }

  /// Decoding 128 tokens and reading 512, over every source, model and type left out.
  private func scores(_ machines: MachineCatalogue, of isTarget: (SpareCores.Result) -> Bool)
    -> (decode: Score, prefill: Score)
  {
    var (decode, prefill) = (Score(), Score())
    for source in Self.sources {
      for model in SpareCores.models {
        guard let calibration = measured.calibration(of: source, model: model) else { continue }
        let book = RateBook(
          machines: machines, engines: shipped.engines, models: shipped.models,
          calibrations: [calibration], runtime: .llamaCpp)
        let rates = book.rates(of: calibration.model)
        for result in measured.results(of: model) where result.instance != source {
          guard isTarget(result),
            let estimate = rates.estimate(on: .instance(result.instance))
          else { continue }
          switch result.measurement.test {
          case .decode(128): decode.add(estimate.decode, result.measurement.rate.median)
          case .prefill(512): prefill.add(estimate.prefill, result.measurement.rate.median)
          default: break
          }
        }
      }
    }
    return (decode, prefill)
  }

  @Test(
    "predictions hold to a median error of 20 %, and nine intervals in ten hold what was measured",
    arguments: ["without-large", "without-xlarge", "without-4xlarge", "without-m-families",
      "without-c-families"])
  func heldOut(name: String) throws {
    let fold = try #require(try SpareCoresFold.all()[name])
    let (decode, prefill) = scores(fold.machines(shipped.machines)) { fold.leavesOut($0) }
    print(name, decode.count, decode.medianError, decode.coverage, prefill.count, prefill.medianError, prefill.coverage)
    #expect(decode.count > 300 && prefill.count > 300)
    #expect(decode.medianError < 0.2)
    #expect(prefill.medianError < 0.2)
    #expect(decode.coverage > 0.8)
    #expect(prefill.coverage > 0.8)
  }

  @Test("four times as many cores as any result had are predicted to 25 %, four in five covered")
  func extrapolated() throws {
    let fold = try #require(try SpareCoresFold.all()["without-16xlarge"])
    let (decode, prefill) = scores(fold.machines(shipped.machines)) { fold.leavesOut($0) }
    print("16", decode.medianError, decode.coverage, prefill.medianError, prefill.coverage)
    #expect(decode.medianError < 0.25 && decode.coverage > 0.8)
    #expect(prefill.medianError < 0.25 && prefill.coverage > 0.8)
  }
}

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

  private static let sources = [
    "c6g.4xlarge", "c7g.xlarge", "c8g.4xlarge", "c6a.xlarge", "c7a.4xlarge", "c8a.xlarge",
    "c6i.4xlarge", "c7i.xlarge", "c8i.4xlarge",
  ]

  /// Decoding 128 tokens and reading 512, over every source, model and type left out.
  private func scores(_ machines: MachineCatalogue, of isTarget: (SpareCores.Result) -> Bool)
    -> (decode: Score, prefill: Score)
  {
    var (decode, prefill) = (Score(), Score())
    for source in Self.sources {
      for model in SpareCores.models {
        guard let calibration = measured.calibration(of: source, model: model) else { continue }
        let book = shipped.with([calibration], machines: machines)
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
    arguments: [
      "without-large", "without-xlarge", "without-4xlarge", "without-m-families",
      "without-c-families", "without-two-models",
    ])
  func heldOut(name: String) throws {
    let fold = try #require(try SpareCoresFold.all()[name])
    let (decode, prefill) = scores(fold.machines(shipped.machines)) { fold.leavesOut($0) }
    #expect(decode.count > 300 && prefill.count > 300)
    #expect(decode.medianError < 0.2)
    #expect(prefill.medianError < 0.2)
    #expect(decode.coverage > 0.9)
    #expect(prefill.coverage > 0.9)
  }

  @Test("a model is told from another one's calibration to 25 %, four in five covered")
  func otherModel() throws {
    var (decode, prefill) = (Score(), Score())
    for source in Self.sources {
      for (calibrated, wanted) in [
        ("llama-7b.Q4_K_M.gguf", "gemma-2b.Q4_K_M.gguf"), ("gemma-2b.Q4_K_M.gguf", "phi-4-q4.gguf"),
      ] {
        guard let calibration = measured.calibration(of: source, model: calibrated),
          let model = measured.results(of: wanted).first?.model
        else { continue }
        let rates = shipped.with([calibration]).rates(of: model)
        for result in measured.results(of: wanted) {
          guard let estimate = rates.estimate(on: .instance(result.instance)) else { continue }
          switch result.measurement.test {
          case .decode(128): decode.add(estimate.decode, result.measurement.rate.median)
          case .prefill(512): prefill.add(estimate.prefill, result.measurement.rate.median)
          default: break
          }
        }
      }
    }
    #expect(decode.medianError < 0.25 && decode.coverage > 0.8)
    #expect(prefill.medianError < 0.25 && prefill.coverage > 0.8)
  }

  @Test("four times as many cores as any result had are predicted to 25 %, four in five covered")
  func extrapolated() throws {
    let fold = try #require(try SpareCoresFold.all()["without-16xlarge"])
    let (decode, prefill) = scores(fold.machines(shipped.machines)) { fold.leavesOut($0) }
    #expect(decode.medianError < 0.25 && decode.coverage > 0.8)
    #expect(prefill.medianError < 0.25 && prefill.coverage > 0.8)
  }
}

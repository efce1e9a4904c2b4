import CostModel
import Pricing
import Testing

@Suite("Token rates of machines left out")
struct RateHoldOutTests {
  let measured: SpareCores
  let shipped: RateBook

  init() throws {
    measured = try SpareCores()
    shipped = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp)
  }

  /// How predictions stand to what was measured.
  struct Score {
    var errors: [Double] = []
    var covered = 0

    mutating func add(_ predicted: TokenRate, _ actual: TokensPerSecond) {
      errors.append(abs(predicted.mid / actual - 1))
      if predicted.low <= actual && actual <= predicted.high { covered += 1 }
    }

    var median: Double { errors.sorted()[errors.count / 2] }
    var coverage: Double { Double(covered) / Double(errors.count) }
  }

  @Test(arguments: [
    "without-large", "without-xlarge", "without-4xlarge", "without-16xlarge",
    "without-m-families", "without-c-families",
  ])
  func folds(name: String) throws {
    let fold = try #require(try SpareCoresFold.all()[name])
    let machines = fold.machines(shipped.machines)
    var decode = Score()
    var prefill = Score()
    var big = Score()
    let sources = Set(measured.results.map(\.instance)).sorted().filter { $0.hasSuffix("xlarge") && !$0.hasPrefix("g5.") && !$0.hasPrefix("g6") }
    for source in sources {
      for model in Set(measured.results.map(\.model.name)).sorted() {
        guard let calibration = measured.calibration(of: source, model: model) else { continue }
        let book = RateBook(
          machines: machines, engines: shipped.engines, models: shipped.models,
          calibrations: [calibration], runtime: .llamaCpp)
        let rates = book.rates(of: calibration.model)
        for result in measured.results where result.model == calibration.model
          && result.instance != source && fold.leavesOut(result)
        {
          guard let estimate = rates.estimate(on: .instance(result.instance)) else { continue }
          switch result.measurement.test.name {
          case "tg128": decode.add(estimate.decode, result.measurement.rate.median)
            if result.model.weightBytes.value > 1e9 { big.add(estimate.decode, result.measurement.rate.median) }
          case "pp512": prefill.add(estimate.prefill, result.measurement.rate.median)
          default: break
          }
        }
      }
    }
    print(name, big.errors.count, big.median, big.coverage, decode.errors.count, decode.median, decode.coverage, prefill.errors.count, prefill.median, prefill.coverage)
  }
}

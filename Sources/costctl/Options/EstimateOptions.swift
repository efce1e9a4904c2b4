import ArgumentParser
import CostModel

/// What will be asked of a model that is not deployed yet.
struct DemandOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Which model answers.", valueName: "model"))
  var model: String

  @Option(name: .long, help: ArgumentHelp("How its weights are stored.", valueName: "quant"))
  var quant = Quantization.q4_k_m.name

  @Option(name: .long, help: ArgumentHelp("Requests of an average day.", valueName: "number"))
  var requestsPerDay: Double

  @Option(name: .long, help: ArgumentHelp("Tokens a request sends.", valueName: "number"))
  var promptTokens: Double

  @Option(name: .long, help: ArgumentHelp("Tokens a request gets back.", valueName: "number"))
  var outputTokens: Double

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      How the day's requests spread over its hours: flat, office, evening, night, or 24 weights \
      with commas between them.
      """, valueName: "shape"),
    transform: { text in
      guard let shape = DailyShape(text) else {
        throw ValidationError(DailyShape.refusal(of: text))
      }
      return shape
    })
  var dailyShape = DailyShape.flat

  @Option(name: .long, help: ArgumentHelp("The function's memory.", valueName: "MB"))
  var memory = 10_240

  @Option(name: .long, help: "What the function runs on.")
  var architecture = Architecture.arm64

  func validate() throws {
    for (flag, value, most) in [
      ("--requests-per-day", requestsPerDay, 1e9), ("--prompt-tokens", promptTokens, 1e7),
      ("--output-tokens", outputTokens, 1e7),
    ] where !(value > 0 && value <= most) && !(flag == "--prompt-tokens" && value == 0) {
      throw ValidationError("\(flag) must be above 0 and at most \(Shown.number(most))")
    }
    guard (128...10_240).contains(memory) else {
      throw ValidationError("--memory must be from 128 to 10,240 MB, as Lambda has it")
    }
    guard Quantization.known.contains(Quantization(quant)) else {
      throw ValidationError(
        "'\(quant)' is not one of "
          + Quantization.known.map(\.name).joined(separator: ", "))
    }
  }

  func workload(region: String, book: RateBook, extras: ForeseenExtras) throws -> ForeseenWorkload {
    let facts: ModelFacts
    do throws(RequestGap) {
      facts = try book.model(named: model, Quantization(quant))
    } catch {
      throw EstimateError.requests(error)
    }
    return ForeseenWorkload(
      region: region, architecture: architecture, memory: Megabytes(Double(memory)),
      request: ServedRequest(
        model: facts, prompt: Tokens(promptTokens), output: Tokens(outputTokens)),
      requestsPerDay: Requests(requestsPerDay), shape: dailyShape, extras: extras)
  }
}

extension DailyShape {
  /// A name, or 24 weights with commas between them.
  init?(_ text: String) {
    if let shape = Self.named[text] {
      self = shape
      return
    }
    let weights = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0.trimmingPrefix { $0 == " " })
    }
    guard !weights.contains(nil) else { return nil }
    self.init(weights: weights.compactMap { $0 })
  }

  static func refusal(of text: String) -> String {
    "'\(text)' is neither \(named.keys.sorted().joined(separator: ", ")) nor 24 weights such as "
      + "1,1,1,… of which one is above 0"
  }
}

extension Architecture: ExpressibleByArgument {}

import CostModel
import Pricing

extension Session {
  func rateBook(calibrations: [Calibration]) throws -> RateBook {
    try Catalogue.rateBook(
      calibrations: calibrations, runtime: configuration.runtime ?? .llamaCpp)
  }

  /// What the configuration says of each workload's requests, with the rates to price them by.
  func requestKnowledge(calibrations: [Calibration]) throws -> RequestKnowledge {
    let book = try rateBook(calibrations: calibrations)
    let configuration = configuration
    return RequestKnowledge(book: book) { workload in
      Result { () throws(RequestGap) in try configuration.request(of: workload, in: book) }
    }
  }
}

extension Configuration {
  /// Of the first pattern that fits.
  fileprivate func request(of workload: Workload, in book: RateBook) throws(RequestGap)
    -> ServedRequest
  {
    guard let terms = terms(for: workload) else { throw .notConfigured }
    guard let model = terms.model else { throw .missing(key: "model") }
    guard let prompt = terms.promptTokens else { throw .missing(key: "prompt_tokens") }
    guard let output = terms.outputTokens else { throw .missing(key: "output_tokens") }
    return ServedRequest(
      model: try book.model(named: model, terms.weights),
      prompt: Tokens(Double(prompt)), output: Tokens(Double(output)))
  }
}

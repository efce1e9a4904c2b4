import CostModel
import Pricing

extension Session {
  /// What the configuration says of each workload's requests, with the rates to price them by.
  func requestKnowledge(calibrations: [Calibration]) throws -> RequestKnowledge {
    let book = try Catalogue.rateBook(
      calibrations: calibrations, runtime: configuration.runtime ?? .llamaCpp)
    let configuration = configuration
    return RequestKnowledge(book: book) { workload in
      Result { () throws(RequestGap) in try configuration.request(of: workload, in: book) }
    }
  }
}

extension Configuration {
  /// Of the first pattern that fits; weights are taken as Q4_K_M where it does not say.
  fileprivate func request(of workload: Workload, in book: RateBook) throws(RequestGap)
    -> ServedRequest
  {
    guard let terms = terms(for: workload) else { throw .notConfigured }
    guard let model = terms.model else { throw .missing(key: "model") }
    guard let prompt = terms.promptTokens else { throw .missing(key: "prompt_tokens") }
    guard let output = terms.outputTokens else { throw .missing(key: "output_tokens") }
    return ServedRequest(
      model: try book.model(named: model, terms.quantization ?? .q4_k_m),
      prompt: Tokens(Double(prompt)), output: Tokens(Double(output)))
  }
}

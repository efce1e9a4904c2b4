/// What of a model, in one quantization, decides how fast it runs and what it needs.
package struct ModelFacts: Codable, Hashable, Sendable {
  /// Where the weights come from.
  package enum Source: String, Codable, Hashable, Sendable { case preset, gguf }

  /// `llama-3.2-1b`; of a file, its `general.name` or its file name without the ending.
  package let name: String
  package let parameters: Parameters
  package let quantization: Quantization
  /// All weights as stored: what must fit in memory, and what decoding a token reads.
  package let weightBytes: Bytes
  package let source: Source
  /// Keys and values of one position over all layers, in the type they are kept in (f16); nil when
  /// nobody has said, as in a report of llama-bench.
  package let kvBytesPerToken: Bytes?

  package init(
    name: String, parameters: Parameters, quantization: Quantization, weightBytes: Bytes,
    source: Source, kvBytesPerToken: Bytes? = nil
  ) {
    self.name = name
    self.parameters = parameters
    self.quantization = quantization
    self.weightBytes = weightBytes
    self.source = source
    self.kvBytesPerToken = kvBytesPerToken
  }
}

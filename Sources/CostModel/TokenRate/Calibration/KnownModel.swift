/// A published model whose size is known without its file.
package struct KnownModel: Hashable, Sendable {
  package let name: String
  package let parameters: Parameters
  /// Keys and values of one position over all layers, as f16.
  package let kvBytesPerToken: Bytes
  package let weightBytes: [Quantization: Bytes]

  package init(
    name: String, parameters: Parameters, kvBytesPerToken: Bytes,
    weightBytes: [Quantization: Bytes]
  ) {
    self.name = name
    self.parameters = parameters
    self.kvBytesPerToken = kvBytesPerToken
    self.weightBytes = weightBytes
  }

  /// Nil in a quantization whose bytes are not known.
  package func facts(_ quantization: Quantization) -> ModelFacts? {
    weightBytes[quantization].map {
      ModelFacts(
        name: name, parameters: parameters, quantization: quantization, weightBytes: $0,
        source: .preset, kvBytesPerToken: kvBytesPerToken)
    }
  }
}

internal import CKernels

/// A choice of weight types that llama.cpp's quantizer knows by this name.
package enum PresetQuantization: String, CaseIterable, Sendable {
  case q40 = "q4_0"
  case q80 = "q8_0"
  case q4KM = "q4_k_m"

  /// The type of a matrix in a file of this quantization.
  ///
  /// As llama.cpp's llama-quant.cpp of 2026-10 decides without an importance matrix: the matrix that
  /// gives the logits has 6 bits beside 4-bit layers, and half of Q4_K_M's value and down
  /// projections have too, more of them at both ends.
  ///
  /// - Parameter isOutput: whether the tensor gives the logits, as a tied embedding does.
  func type(of role: TensorRole, isOutput: Bool, layers: Int) -> ck_type {
    switch self {
    case .q80: CK_Q8_0
    case .q40: isOutput ? CK_Q6_K : CK_Q4_0
    case .q4KM: isOutput || hasMoreBits(role, layers: layers) ? CK_Q6_K : CK_Q4_K
    }
  }

  private func hasMoreBits(_ role: TensorRole, layers: Int) -> Bool {
    guard case .layer(let index, let tensor) = role, tensor == .value || tensor == .down else {
      return false
    }
    let eighth = layers / 8
    return index < eighth || index >= 7 * layers / 8 || (index - eighth) % 3 == 2
  }
}

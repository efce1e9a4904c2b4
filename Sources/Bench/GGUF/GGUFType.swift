internal import CKernels

/// The type of a tensor, as a GGUF file numbers it.
package struct GGUFType: Hashable, Sendable, CustomStringConvertible {
  package let number: UInt32

  /// Names of all types that are or were in use; ggml.h of 2026-10.
  private static let names: [UInt32: String] = [
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 6: "Q5_0", 7: "Q5_1", 8: "Q8_0", 9: "Q8_1",
    10: "Q2_K", 11: "Q3_K", 12: "Q4_K", 13: "Q5_K", 14: "Q6_K", 15: "Q8_K", 16: "IQ2_XXS",
    17: "IQ2_XS", 18: "IQ3_XXS", 19: "IQ1_S", 20: "IQ4_NL", 21: "IQ3_S", 22: "IQ2_S",
    23: "IQ4_XS", 24: "I8", 25: "I16", 26: "I32", 27: "I64", 28: "F64", 29: "IQ1_M", 30: "BF16",
    34: "TQ1_0", 35: "TQ2_0", 39: "MXFP4", 40: "NVFP4", 41: "Q1_0",
  ]

  /// The types that the kernels multiply.
  package static let runnable = names.keys.sorted().map(GGUFType.init).filter {
    ck_block_values($0.kernelType) != 0
  }

  package init(number: UInt32) { self.number = number }

  var kernelType: ck_type { ck_type(rawValue: number) }

  package var description: String { Self.names[number] ?? "\(number)" }
}

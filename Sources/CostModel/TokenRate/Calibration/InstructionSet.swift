/// The kernels a calibration ran on, named as `bench --isa` names them.
package enum InstructionSet: String, Codable, Hashable, Sendable, CaseIterable {
  case sveI8mm = "sve-i8mm"
  case sve
  case neonI8mm = "neon-i8mm"
  /// What Lambda's arm64 (Graviton2) runs: neither SVE nor i8mm.
  case neonDotprod = "neon-dotprod"
  case neon
  case avx512VNNI = "avx512-vnni"
  case avx2
  case scalar
}

internal import CKernels

/// One of the kernels' instruction sets, runnable on this CPU.
///
/// All give results equal to the last bit; they differ in speed only.
package struct InstructionSet: Sendable {
  package let name: String
  let kernels: ck_kernels

  private init(_ kernels: ck_kernels) {
    self.kernels = kernels
    name = String(cString: kernels.name)
  }

  /// Width of the vectors of the integer kernels; on SVE whatever this CPU has.
  package var vectorBits: Int { Int(kernels.vector_bits()) }

  /// Best first; the last is always `scalar`.
  package static var runnable: [InstructionSet] {
    (0..<ck_count()).compactMap { ck_at($0).map { InstructionSet($0.pointee) } }
  }

  /// The instruction set of that name, or the best one for nil.
  package static func named(_ name: String?) throws(InstructionSetError) -> InstructionSet {
    let runnable = runnable
    guard let found = runnable.first(where: { name == nil || $0.name == name }) else {
      throw .notRunnable(name ?? "auto", here: runnable.map(\.name))
    }
    return found
  }
}

/// Why an instruction set cannot be had.
package enum InstructionSetError: Error, Hashable, Sendable, CustomStringConvertible {
  case notRunnable(String, here: [String])

  package var description: String {
    switch self {
    case .notRunnable(let name, let here):
      "this CPU cannot run '\(name)': it has \(here.joined(separator: ", "))"
    }
  }
}

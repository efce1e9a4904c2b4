internal import CKernels
package import CostModel

/// The kernels of one instruction set that this CPU can run.
///
/// All sets give results equal to the last bit; they differ in speed only.
package struct Kernels: Sendable {
  package let instructionSet: InstructionSet
  let table: ck_kernels

  private init?(_ table: ck_kernels) {
    guard let name = InstructionSet(rawValue: String(cString: table.name)) else { return nil }
    instructionSet = name
    self.table = table
  }

  /// Width of the vectors of the integer kernels; on SVE whatever this CPU has.
  package var vectorBits: Int { Int(table.vector_bits()) }

  /// Best first; the last is always `scalar`.
  package static var runnable: [Kernels] {
    (0..<ck_count()).compactMap { ck_at($0).flatMap { Kernels($0.pointee) } }
  }

  /// Those of an instruction set, or the best for nil.
  package static func choose(_ wanted: InstructionSet?) throws(KernelsError) -> Kernels {
    let runnable = runnable
    guard let found = runnable.first(where: { wanted == nil || $0.instructionSet == wanted }) else {
      throw .notRunnable(wanted ?? .scalar, here: runnable.map(\.instructionSet))
    }
    return found
  }
}

/// Why an instruction set cannot be had.
package enum KernelsError: Error, Hashable, Sendable, CustomStringConvertible {
  case notRunnable(InstructionSet, here: [InstructionSet])

  package var description: String {
    switch self {
    case .notRunnable(let wanted, let here):
      "this CPU cannot run \(wanted.rawValue): it has "
        + here.map(\.rawValue).joined(separator: ", ")
    }
  }
}

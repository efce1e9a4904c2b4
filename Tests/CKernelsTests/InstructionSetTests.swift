import CKernels
import KernelChecks
import Testing

/// Runs one of the C checks and returns what it complains about.
private func complaint(_ check: (UnsafeMutablePointer<CChar>, Int) -> Bool) -> String? {
  var message = [CChar](repeating: 0, count: 512)
  return check(&message, message.count)
    ? nil : message.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
}

private func isRunnable(_ name: String) -> Bool { ck_find(name) != nil }

@Suite("Every instruction set equals the scalar reference, bit by bit")
struct InstructionSetTests {
  @Test("avx2", .enabled(if: isRunnable("avx2"), "this CPU has no AVX2"))
  func avx2() throws { try checkAll("avx2") }

  @Test("avx512-vnni", .enabled(if: isRunnable("avx512-vnni"), "this CPU has no AVX-512 VNNI"))
  func avx512vnni() throws { try checkAll("avx512-vnni") }

  @Test("neon", .enabled(if: isRunnable("neon"), "this CPU has no NEON"))
  func neon() throws { try checkAll("neon") }

  @Test("neon-dotprod", .enabled(if: isRunnable("neon-dotprod"), "this CPU has no dotprod"))
  func neonDotprod() throws { try checkAll("neon-dotprod") }

  @Test("neon-i8mm", .enabled(if: isRunnable("neon-i8mm"), "this CPU has no i8mm"))
  func neonI8mm() throws { try checkAll("neon-i8mm") }

  @Test("sve", .enabled(if: isRunnable("sve"), "this CPU has no SVE"))
  func sve() throws { try checkAll("sve") }

  @Test("sve-i8mm", .enabled(if: isRunnable("sve-i8mm"), "this CPU has no SVE with i8mm"))
  func sveI8mm() throws { try checkAll("sve-i8mm") }

  private func checkAll(_ name: String) throws {
    let kernels = try #require(ck_find(name))
    for index in 0..<kc_product_count() {
      let product = kc_product_at(index)
      #expect(complaint { kc_product_equals_scalar(kernels, product, $0, $1) } == nil)
    }
    for count in [1, 2, 7, 16, 31, 64, 100, 128, 257, 2048] {
      #expect(complaint { kc_vectors_equal_scalar(kernels, count, 5, $0, $1) } == nil)
    }
    #expect(complaint { kc_halves_equal_scalar(kernels, $0, $1) } == nil)
  }

  @Test("the list is best first, ends with scalar, and each name finds its own table")
  func dispatch() {
    let names = (0..<ck_count()).map { String(cString: ck_at($0).pointee.name) }
    #expect(names.last == "scalar")
    #expect(Set(names).count == names.count)
    for (index, name) in names.enumerated() { #expect(ck_find(name) == ck_at(index)) }
    #expect(ck_at(names.count) == nil)
    #expect(ck_find("avx1024") == nil)
  }

  @Test("vector widths are those of the instruction sets")
  func vectorBits() {
    let known: [String: UInt32] = ["scalar": 32, "avx2": 256, "avx512-vnni": 512, "neon": 128]
    for index in 0..<ck_count() {
      let kernels = ck_at(index).pointee
      guard let bits = known[String(cString: kernels.name)] else { continue }
      #expect(kernels.vector_bits() == bits)
    }
  }
}

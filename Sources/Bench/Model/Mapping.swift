internal import CKernels
internal import Glibc

/// Memory from the kernel, given back with its owner.
///
/// Threads that write to it keep to disjoint parts.
final class Mapping: Sendable {
  private let memory: ck_memory
  /// What `munmap` takes: `memory` and what alignment cost before it.
  private let whole: ck_memory
  private let releaseAdvice: Int32

  /// Takes `whole` over, which the kernel mapped.
  init(_ memory: ck_memory, in whole: ck_memory, releaseAdvice: Int32) {
    self.memory = memory
    self.whole = whole
    self.releaseAdvice = releaseAdvice
  }

  deinit { munmap(whole.start, whole.count) }

  var bytes: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: memory.start, count: memory.count)
  }

  static let hugePage = 2 << 20

  /// Zeroed memory of this process alone that begins on a huge page and asks for more of them.
  static func anonymous(byteCount: Int) throws(MappingError) -> Mapping {
    let whole = try map(
      byteCount: byteCount + hugePage, protection: PROT_READ | PROT_WRITE,
      flags: MAP_PRIVATE | MAP_ANONYMOUS, descriptor: -1)
    let start = whole.start.alignedUp(toMultipleOf: hugePage)
    // A kernel without huge pages runs on small ones; how many are huge is measured afterwards.
    _ = ck_advise_huge_pages(start, byteCount)
    return Mapping(
      ck_memory(start: start, count: byteCount), in: whole, releaseAdvice: MADV_DONTNEED)
  }

  /// A file's own pages, to be read only; the file must not become shorter while they are.
  static func file(_ file: WeightFile) throws(MappingError) -> Mapping {
    let whole = try map(
      byteCount: file.byteCount, protection: PROT_READ, flags: MAP_PRIVATE,
      descriptor: file.descriptor)
    return Mapping(whole, in: whole, releaseAdvice: MADV_DONTNEED)
  }

  /// A new anonymous file of zeros in memory.
  static func memoryFile(byteCount: Int) throws(MappingError) -> Mapping {
    let descriptor = ck_memfd("costctl-weights")
    guard descriptor >= 0 else { throw .memoryFile(errno) }
    defer { close(descriptor) }
    guard ftruncate(descriptor, byteCount) == 0 else { throw .memoryFile(errno) }
    let whole = try map(
      byteCount: byteCount, protection: PROT_READ | PROT_WRITE, flags: MAP_SHARED,
      descriptor: descriptor)
    return Mapping(whole, in: whole, releaseAdvice: MADV_REMOVE)
  }

  private static func map(
    byteCount: Int, protection: Int32, flags: Int32, descriptor: Int32
  ) throws(MappingError) -> ck_memory {
    let address = mmap(nil, byteCount, protection, flags, descriptor, 0)
    guard let address, address != MAP_FAILED else { throw .memory(byteCount: byteCount, errno) }
    return ck_memory(start: address, count: byteCount)
  }

  /// Gives the whole pages within `range` back to the kernel; their contents are lost.
  func release(_ range: Range<Int>) {
    let page = Int(getpagesize())
    let first = range.lowerBound.roundedUp(to: page)
    let last = range.upperBound / page * page
    guard first < last else { return }
    madvise(memory.start + first, last - first, releaseAdvice)
  }
}

/// Why memory for a model could not be had.
package enum MappingError: Error, Equatable, CustomStringConvertible {
  case memory(byteCount: Int, Int32)
  case memoryFile(Int32)

  package var description: String {
    switch self {
    case .memory(let byteCount, let code):
      "the model needs \(byteCount / 1_000_000) MB of memory: \(String(cString: strerror(code)))"
    case .memoryFile(let code):
      "a file in memory could not be made: \(String(cString: strerror(code)))"
    }
  }
}

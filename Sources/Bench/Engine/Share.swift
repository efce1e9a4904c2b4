internal import CKernels

/// One thread's part of what a team does together.
struct Share {
  let thread: Int
  let threads: Int

  /// This thread's contiguous part of `count` equal items.
  func part(of count: Int) -> Range<Int> {
    count * thread / threads..<count * (thread + 1) / threads
  }
}

/// One thread's rows of matrices that are multiplied one after the other without waiting in between.
///
/// The threads' parts are equal in bytes over all of the matrices, and whole groups of each: a thread
/// may have rows of one matrix only.
struct Region {
  private let window: Range<Int>
  private var passed = 0

  /// - Parameter groupBytes: the sum over the matrices of groups · bytes of a group.
  init(bytes: Int, share: Share) { window = share.part(of: bytes) }

  /// The groups of the next matrix.
  mutating func next(_ matrix: PackedRows) -> ck_range {
    let first = passed
    passed += matrix.bytes
    return ck_range(
      begin: matrix.group(at: window.lowerBound - first),
      end: matrix.group(at: window.upperBound - first))
  }
}

/// How many groups a packed matrix has, and how long they are.
struct PackedRows {
  let groups: Int
  let groupBytes: Int
  var bytes: Int { groups * groupBytes }

  init(_ matrix: UnsafePointer<ck_matrix>) {
    groups = ck_groups(matrix)
    groupBytes = ck_packed_size(matrix.pointee.type, CK_GROUP_ROWS, matrix.pointee.cols)
  }

  /// The first group that begins at a byte or after it.
  func group(at byte: Int) -> Int {
    min(max((byte + groupBytes - 1) / groupBytes, 0), groups)
  }
}

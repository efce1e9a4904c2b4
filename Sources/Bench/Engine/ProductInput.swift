internal import CKernels

/// What a product multiplies: columns of floats and their int8 form.
///
/// A step of many columns shares one copy, which the threads fill together. For a step of one column
/// each thread fills a copy of its own: that takes less time than waiting for another thread's.
final class ProductInput {
  /// Length of a column.
  let length: Int
  /// (columns, length).
  let values: UnsafeMutablePointer<Float>
  private let quants: UnsafeMutableRawPointer
  private let own: UnsafeMutableRawPointer
  private let ownFloats: Int
  private let ownBytes: Int

  /// Length is a multiple of 32.
  init(length: Int, columns: Int, threads: Int) {
    self.length = length
    values = .allocate(capacity: columns * length)
    quants = .allocate(
      byteCount: ck_activations_size(length, columns), alignment: CK_ALIGNMENT)
    ownFloats = (length * MemoryLayout<Float>.stride).roundedUp(to: CK_ALIGNMENT)
    ownBytes = ownFloats + ck_activations_size(length, 1)
    own = .allocate(byteCount: threads * ownBytes, alignment: CK_ALIGNMENT)
  }

  deinit {
    values.deallocate()
    quants.deallocate()
    own.deallocate()
  }

  /// The copy of all threads, laid out for `count` columns.
  func shared(count: Int) -> ck_activations { ck_activations_at(length, count, values, quants) }

  /// Room for one column of floats that belongs to a thread.
  func ownValues(_ thread: Int) -> UnsafeMutablePointer<Float> {
    (own + thread * ownBytes).assumingMemoryBound(to: Float.self)
  }

  /// A thread's own copy of the one column `values`.
  func own(_ thread: Int, of values: UnsafePointer<Float>) -> ck_activations {
    ck_activations_at(length, 1, values, own + thread * ownBytes + ownFloats)
  }
}

internal import CKernels

/// Keys and values of the positions seen so far, in binary16, for some separate sequences.
package final class KeyValueCache {
  package let sequences: Int
  /// Positions each sequence has room for.
  package let capacity: Int
  private let headSize: Int
  private let keyValueHeads: Int
  /// Of one head's keys or values.
  private let headCount: Int
  /// (layers, sequences, keyValueHeads) keys of a head and then its values, as `ck_context` lays
  /// them out.
  private let halves: UnsafeMutablePointer<UInt16>

  package init(_ configuration: ModelConfiguration, sequences: Int, capacity: Int) {
    self.sequences = sequences
    self.capacity = capacity
    headSize = configuration.headSize
    keyValueHeads = configuration.keyValueHeads
    headCount = capacity.roundedUp(to: Self.keysTogether) * headSize
    let count = 2 * configuration.layers * sequences * keyValueHeads * headCount
    halves = .allocate(capacity: count)
    halves.initialize(repeating: 0, count: count)
  }

  deinit { halves.deallocate() }

  private static let keysTogether = 16

  /// Keys of one head.
  func keys(layer: Int, sequence: Int, head: Int) -> UnsafeMutablePointer<UInt16> {
    halves + ((layer * sequences + sequence) * keyValueHeads + head) * 2 * headCount
  }

  /// (capacity, headSize) values of one head.
  func values(layer: Int, sequence: Int, head: Int) -> UnsafeMutablePointer<UInt16> {
    keys(layer: layer, sequence: sequence, head: head) + headCount
  }

  /// The first positions of one head.
  func context(layer: Int, sequence: Int, head: Int, positions: Int) -> ck_context {
    let keys = keys(layer: layer, sequence: sequence, head: head)
    return ck_context(
      keys: keys, values: keys + headCount, positions: positions, size: headSize)
  }
}

/// Keys and values of the positions seen so far, in binary16, for some separate sequences.
package final class KeyValueCache {
  package let sequences: Int
  /// Positions each sequence has room for.
  package let capacity: Int
  private let headSize: Int
  private let keyValueHeads: Int
  /// (layers, sequences, keyValueHeads, capacity, headSize), keys and then values.
  private let halves: UnsafeMutablePointer<UInt16>
  private let total: Int

  package init(_ configuration: ModelConfiguration, sequences: Int, capacity: Int) {
    self.sequences = sequences
    self.capacity = capacity
    headSize = configuration.headSize
    keyValueHeads = configuration.keyValueHeads
    total = configuration.layers * sequences * keyValueHeads * capacity * headSize
    halves = .allocate(capacity: 2 * total)
    halves.initialize(repeating: 0, count: 2 * total)
  }

  deinit { halves.deallocate() }

  /// (capacity, headSize) keys of one head.
  func keys(layer: Int, sequence: Int, head: Int) -> UnsafeMutablePointer<UInt16> {
    halves + ((layer * sequences + sequence) * keyValueHeads + head) * capacity * headSize
  }

  /// (capacity, headSize) values of one head.
  func values(layer: Int, sequence: Int, head: Int) -> UnsafeMutablePointer<UInt16> {
    keys(layer: layer, sequence: sequence, head: head) + total
  }
}

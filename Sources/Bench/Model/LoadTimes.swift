package import CostModel

/// What loading a model took, from its file to the form that the kernels read.
package struct LoadTimes: Hashable, Sendable {
  package let source: ModelLoad.Source
  /// Of the file.
  package let bytes: Bytes
  /// Until the bytes could be packed: reading them into a file in memory, or mapping them, and
  /// checking what the file says of them; zero for weights made in memory.
  package let read: Duration
  /// From there into the packed form.
  package let pack: Duration
  /// Packed weights that lie on huge pages, as counted after packing.
  package let hugePages: Bytes

  package var rate: BytesPerSecond { BytesPerSecond(bytes.value / (read + pack).inSeconds) }

  /// Seconds until a function that fetches the weights over a network could answer.
  ///
  /// What arrives is written to memory meanwhile, so that the slower of both counts; packing follows.
  /// 1 GB at 0.1 GB/s, read in 0.5 s and packed in 0.4 s: 10.4 s.
  package func coldStart(network: BytesPerSecond) -> Duration {
    max(.seconds(bytes.value / network.value), read) + pack
  }
}

/// The part of a processor that one server has: a whole instance, a NUMA node of it, a share of a host.
package struct Machine: Hashable, Sendable {
  package let processor: Processor
  /// Physical cores, which is how many threads llama.cpp starts; a fraction on Lambda.
  package let cores: Double
  /// NUMA nodes the cores are spread over.
  package let nodes: Int
  /// Memory for weights and keys and values: the accelerators' where there are any.
  package let memory: Bytes
  /// Standard deviation of the logarithm of a rate, for what is not known of the processor.
  package let spread: Double

  package init(
    processor: Processor, cores: Double, memory: Bytes, accelerators: Int = 0,
    spread: Double = 0
  ) {
    self.processor = processor
    self.cores = cores
    self.memory = memory
    self.spread = spread
    nodes = accelerators > 0 ? 1 : max(1, Int((cores / processor.coresPerNode).rounded(.up)))
  }

  /// Nine tenths of the memory may hold the model.
  package func holds(_ bytes: Bytes) -> Bool {
    bytes <= memory * InstanceType.usableMemory.value
  }

  /// One of its NUMA nodes, to which a server can be pinned.
  package var node: Machine {
    Machine(
      processor: processor, cores: cores / Double(nodes), memory: memory / Double(nodes),
      accelerators: processor.kind == .accelerator ? 1 : 0, spread: spread)
  }

  /// The same machine on other threads, or with less memory.
  func with(cores: Double, memory: Bytes? = nil) -> Machine {
    Machine(
      processor: processor, cores: cores, memory: memory ?? self.memory,
      accelerators: processor.kind == .accelerator ? 1 : 0, spread: spread)
  }
}

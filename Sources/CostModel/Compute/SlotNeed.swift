/// What one running execution takes from a machine.
package struct SlotNeed: Hashable, Sendable {
  /// In vCPUs of Graviton2, the core behind Lambda's arm64: M / 1769.
  package let vcpus: VCPUs
  package let memory: Megabytes

  package init(vcpus: VCPUs, memory: Megabytes) {
    self.vcpus = vcpus
    self.memory = memory
  }

  /// The CPU that comes with the configured memory, and of the memory what was ever used.
  ///
  /// Without a measurement all of it is taken to be used, though on Lambda memory is bought for its CPU.
  package init(lambdaMemory memory: Megabytes, used: Megabytes? = nil) {
    let isPlausible = used.map { $0 > .zero && $0 < memory } ?? false
    self.init(
      vcpus: VCPUs(lambdaMemory: memory), memory: isPlausible ? used ?? memory : memory)
  }
}

extension InstanceType {
  /// Nine tenths of main memory may hold executions; the rest is the system's.
  package static let usableMemory = Ratio(0.9)

  /// Executions that fit at once: floor(min(vCPU · factor / need, 0.9 · memory / need)).
  ///
  /// One slot of 10,240 MB takes 5.79 vCPU: c8g.xlarge (4 × 1.51 = 6.04, 7.4 GB) has the CPU but not
  /// the memory for one; with a need of 4 GB it holds one.
  package func slots(for need: SlotNeed, reserving reserve: Reserve = .none) -> Int {
    let cpu = max(0, vcpus.value - reserve.vcpus.value) * perCoreFactor / need.vcpus.value
    let room = (memory.value - reserve.memory.value) * Self.usableMemory.value / need.memory.value
    return max(0, Int(min(cpu, room).rounded(.down)))
  }

  /// What the platform keeps of each instance for itself.
  package struct Reserve: Hashable, Sendable {
    package let vcpus: VCPUs
    package let memory: Megabytes

    package static let none = Reserve(vcpus: .zero, memory: .zero)
    /// Lambda Managed Instances: about 1 vCPU and 1 GB (AWS sample calculator, 2026-03).
    package static let managedInstances = Reserve(vcpus: VCPUs(1), memory: Megabytes(1024))
  }
}

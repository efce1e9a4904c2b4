/// A virtual-machine size: what its price buys.
package struct InstanceType: Hashable, Sendable {
  package enum Kind: String, Codable, Hashable, Sendable { case cpu, gpu }

  /// As AWS spells it, `c8g.xlarge`.
  package let name: String
  package let architecture: Architecture
  package let kind: Kind
  package let vcpus: VCPUs
  /// Main memory in MB of 2^20 bytes.
  package let memory: Megabytes
  /// Speed of one vCPU against one vCPU of Graviton2 (CoreMark): c7g 1.28, c8g 1.51, c9g 1.79.
  package let perCoreFactor: Double
  /// Where the factor comes from, and how sure it is.
  package let factorStatus: PriceStatus
  /// Memory of all accelerators together, in MB of 2^20 bytes; nil on a CPU-only instance.
  package let acceleratorMemory: Megabytes?

  package init(
    name: String, architecture: Architecture, kind: Kind, vcpus: VCPUs, memory: Megabytes,
    perCoreFactor: Double, factorStatus: PriceStatus, acceleratorMemory: Megabytes? = nil
  ) {
    self.name = name
    self.architecture = architecture
    self.kind = kind
    self.vcpus = vcpus
    self.memory = memory
    self.perCoreFactor = perCoreFactor
    self.factorStatus = factorStatus
    self.acceleratorMemory = acceleratorMemory
  }

  /// `c8g` of `c8g.xlarge`.
  package var family: String { String(name.prefix { $0 != "." }) }
}

import CostModel

/// The sizes of virtual machines, which are the same in every region.
struct InstanceFile: StrictlyKeyed {
  static let schema = "costctl/instances/v1"
  static let keys: Set = ["schema", "provider", "published", "sources", "families"]

  let schema: String
  let sources: [String: String]
  let families: [Strict<Family>]

  /// Instance types of one processor, with its speed against Graviton2.
  struct Family: StrictlyKeyed {
    static let keys: Set = [
      "family", "architecture", "kind", "factor", "status", "source", "note", "sizes",
    ]

    let family: String
    let architecture: Architecture
    let kind: InstanceType.Kind
    let factor: DecimalText
    let status: String
    let source: String
    let note: String
    let sizes: [Strict<Size>]
  }

  struct Size: StrictlyKeyed {
    static let keys: Set = ["size", "vcpus", "memory_mb", "accelerator_memory_mb"]

    let size: String
    let vcpus: Double
    let memory: Double
    let acceleratorMemory: Double?

    enum CodingKeys: String, CodingKey {
      case size, vcpus
      case memory = "memory_mb"
      case acceleratorMemory = "accelerator_memory_mb"
    }
  }

  func instances(file: String) throws(CatalogueError) -> [InstanceType] {
    var seen: Set<String> = []
    var instances: [InstanceType] = []
    for family in families.map(\.value) {
      let facts = CatalogueFacts(file: file, item: family.family, sources: sources)
      _ = try facts.source(family.source)
      let status = try facts.status(family.status)
      let factor = try facts.positive(family.factor)
      for size in family.sizes.map(\.value) {
        let name = "\(family.family).\(size.size)"
        guard seen.insert(name).inserted else { throw .duplicate(file: file, item: name) }
        guard size.vcpus > 0, size.memory > 0 else {
          throw .decimal(file: file, item: name, text: "\(size.vcpus) vCPU, \(size.memory) MB")
        }
        instances.append(
          InstanceType(
            name: name, architecture: family.architecture, kind: family.kind,
            vcpus: VCPUs(size.vcpus), memory: Megabytes(size.memory), perCoreFactor: factor,
            factorStatus: status,
            acceleratorMemory: size.acceleratorMemory.map { Megabytes($0) }))
      }
    }
    return instances
  }
}

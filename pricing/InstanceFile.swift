import CostModel

/// The sizes of virtual machines, which are the same in every region.
struct InstanceFile: Decodable {
  static let schema = "costctl/instances/v1"

  let schema: String
  let sources: [String: String]
  let families: [Family]

  /// Instance types of one processor, with its speed against Graviton2.
  struct Family: Decodable {
    let family: String
    let architecture: Architecture
    let kind: InstanceType.Kind
    let factor: DecimalText
    let status: String
    let source: String
    let note: String
    let sizes: [Size]
  }

  struct Size: Decodable {
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
    for family in families {
      let facts = CatalogueFacts(file: file, item: family.family, sources: sources)
      _ = try facts.source(family.source)
      let status = try facts.status(family.status)
      let factor = try facts.positive(family.factor)
      for size in family.sizes {
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

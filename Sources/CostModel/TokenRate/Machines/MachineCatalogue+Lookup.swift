extension MachineCatalogue {
  /// The machine behind a target; nil when nothing is known of its processor.
  package func machine(for target: RateTarget) -> Machine? {
    switch target {
    case .lambda(let architecture, let memory):
      guard let function = functions[architecture], let processor = processors[function.processor]
      else { return nil }
      return Machine(
        processor: processor, cores: memory / function.memoryPerCore,
        memory: Bytes(memory.value * 1_048_576), spread: function.spread)
    case .instance(let name): return instance(named: name)
    }
  }

  private func instance(named name: String) -> Machine? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    if let family = families.first(where: { $0.name == parts[0] }) {
      guard let size = family.sizes[parts[1]], let processor = processors[family.processor] else {
        return nil
      }
      return machine(
        processor, vcpus: size.vcpus, memory: size.memory, accelerators: size.accelerators)
    }
    guard let letter = parts[0].first, let perVCPU = memoryPerVCPU[letter],
      let generation = generations.first(where: { $0.suffix == Self.suffix(of: parts[0]) }),
      let processor = processors[generation.processor],
      let vcpus = Self.vcpus(of: parts[1], in: generation)
    else { return nil }
    return machine(processor, vcpus: vcpus, memory: perVCPU * vcpus.value, accelerators: 0)
  }

  private func machine(
    _ processor: Processor, vcpus: VCPUs, memory: Megabytes, accelerators: Int
  ) -> Machine {
    Machine(
      processor: processor,
      cores: accelerators > 0 ? 1 : max(1, vcpus.value / processor.vcpusPerCore),
      memory: Bytes(memory.value * 1_048_576), accelerators: accelerators)
  }

  /// `8g` of `c8g` and of `c8gd`: disks and network do not change the processor.
  private static func suffix(of family: String) -> String {
    let digits = family.dropFirst()
    return String(digits.prefix(while: \.isNumber) + digits.drop(while: \.isNumber).prefix(1))
  }

  /// `2xlarge` has 8 vCPUs, `metal-24xl` 96, and `metal` those of the largest size.
  private static func vcpus(of size: String, in generation: Generation) -> VCPUs? {
    switch size {
    case "medium": return VCPUs(1)
    case "large": return VCPUs(2)
    case "xlarge": return VCPUs(4)
    case "metal":
      return generation.sizes.filter { $0 != "metal" }.compactMap { vcpus(of: $0, in: generation) }
        .max()
    default:
      let number = size.hasPrefix("metal-") ? size.dropFirst(6).dropLast(2) : size.dropLast(6)
      guard size.hasSuffix("xl") || size.hasSuffix("xlarge"), let times = Double(number), times > 0
      else { return nil }
      return VCPUs(4 * times)
    }
  }

  /// The EC2 types it can speak of, by family and size.
  package var instanceNames: [String] {
    let regular = generations.flatMap { generation in
      memoryPerVCPU.keys.sorted().flatMap { letter in
        generation.sizes.map { "\(letter)\(generation.suffix).\($0)" }
      }
    }
    return regular
      + families.flatMap { family in family.sizes.keys.sorted().map { "\(family.name).\($0)" } }
  }

  /// The processor of a host that no EC2 type is known of, by the name the system gives it.
  package func processor(ofCPU name: String) -> Processor? {
    processors.values.first { processor in processor.cpuNames.contains { name.contains($0) } }
  }
}

/// Every machine whose token rate can be scaled to: the processors, and the EC2 types and functions on them.
package struct MachineCatalogue: Hashable, Sendable {
  /// The types that share a processor, `8g` of `c8g`, `m8g` and `r8g`.
  package struct Generation: Hashable, Sendable {
    package let suffix: String
    package let processor: String
    package let sizes: [String]

    package init(suffix: String, processor: String, sizes: [String]) {
      self.suffix = suffix
      self.processor = processor
      self.sizes = sizes
    }
  }

  /// A family with sizes of its own: `t4g`, `g5`.
  package struct Family: Hashable, Sendable {
    package struct Size: Hashable, Sendable {
      package let vcpus: VCPUs
      /// Main memory, or that of all accelerators.
      package let memory: Megabytes
      package let accelerators: Int

      package init(vcpus: VCPUs, memory: Megabytes, accelerators: Int = 0) {
        self.vcpus = vcpus
        self.memory = memory
        self.accelerators = accelerators
      }
    }

    package let name: String
    package let processor: String
    package let sizes: [String: Size]

    package init(name: String, processor: String, sizes: [String: Size]) {
      self.name = name
      self.processor = processor
      self.sizes = sizes
    }
  }

  /// What stands for the processor of a function.
  package struct FunctionProcessor: Hashable, Sendable {
    package let processor: String
    /// Memory that buys one physical core.
    package let memoryPerCore: Megabytes
    package let spread: Double

    package init(processor: String, memoryPerCore: Megabytes, spread: Double) {
      self.processor = processor
      self.memoryPerCore = memoryPerCore
      self.spread = spread
    }
  }

  package let processors: [String: Processor]
  package let generations: [Generation]
  /// MB for each vCPU by the letter a family begins with: 2,048 for `c`.
  package let memoryPerVCPU: [Character: Megabytes]
  package let families: [Family]
  package let functions: [Architecture: FunctionProcessor]
  package let spreads: RateSpreads

  package init(
    processors: [Processor], generations: [Generation], memoryPerVCPU: [Character: Megabytes],
    families: [Family], functions: [Architecture: FunctionProcessor], spreads: RateSpreads
  ) {
    self.processors = Dictionary(uniqueKeysWithValues: processors.map { ($0.key, $0) })
    self.generations = generations
    self.memoryPerVCPU = memoryPerVCPU
    self.families = families
    self.functions = functions
    self.spreads = spreads
  }
}

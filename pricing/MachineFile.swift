import CostModel

/// The processors, and the EC2 types and functions on them, as `pricing/README.md` describes them.
struct MachineFile: StrictlyKeyed {
  static let schema = "costctl/machines/v1"
  static let keys: Set = [
    "schema", "provider", "published", "sources", "spreads", "processors", "generations",
    "classes", "families", "lambda", "accelerators", "accelerated",
  ]

  let sources: [String: String]
  let spreads: Strict<Spreads>
  let processors: [Strict<ProcessorRow>]
  let generations: [Strict<Generation>]
  let classes: [Strict<Class>]
  let families: [Strict<Family>]
  let lambda: [Strict<Function>]
  let accelerators: [Strict<Accelerator>]
  let accelerated: [Strict<Accelerated>]

  struct ProcessorRow: StrictlyKeyed {
    static let keys: Set = [
      "processor", "name", "architecture", "cpu_names", "instruction_sets", "vcpus_per_core",
      "cores_per_node", "read_bandwidth", "fitted", "crossing",
    ]

    let processor: String
    let name: String
    let architecture: Architecture
    let cpuNames: [String]
    let instructionSets: [InstructionSet]
    let vcpusPerCore: Double
    let coresPerNode: Double
    let readBandwidth: Strict<Bandwidth>
    let fitted: Strict<Fitted>
    let crossing: Strict<Crossing>

    enum CodingKeys: String, CodingKey {
      case processor, name, architecture, fitted, crossing
      case cpuNames = "cpu_names"
      case instructionSets = "instruction_sets"
      case vcpusPerCore = "vcpus_per_core"
      case coresPerNode = "cores_per_node"
      case readBandwidth = "read_bandwidth"
    }
  }

  struct Bandwidth: StrictlyKeyed {
    static let keys: Set = ["source", "status", "note", "gb_per_second"]

    let source: String
    let status: String
    let note: String?
    /// Pairs of cores and gigabytes (10^9) a second.
    let points: [[Double]]

    enum CodingKeys: String, CodingKey {
      case source, status, note
      case points = "gb_per_second"
    }
  }

  struct Crossing: StrictlyKeyed {
    static let keys: Set = [
      "source", "status", "note", "memory_share", "sync_ms_at_64_cores", "spread",
    ]

    let source: String
    let status: String
    let note: String?
    let memoryShare: Double
    let syncMilliseconds: Double
    let spread: Double

    enum CodingKeys: String, CodingKey {
      case source, status, note, spread
      case memoryShare = "memory_share"
      case syncMilliseconds = "sync_ms_at_64_cores"
    }
  }

  struct Generation: StrictlyKeyed {
    static let keys: Set = ["suffix", "processor", "sizes"]

    let suffix: String
    let processor: String
    let sizes: [String]
  }

  struct Class: StrictlyKeyed {
    static let keys: Set = ["class", "memory_mb_per_vcpu"]

    let letter: String
    let memory: Double

    enum CodingKeys: String, CodingKey {
      case letter = "class"
      case memory = "memory_mb_per_vcpu"
    }
  }

  struct Family: StrictlyKeyed {
    static let keys: Set = ["family", "processor", "sizes"]

    let family: String
    let processor: String
    /// vCPUs and MB of memory.
    let sizes: [String: [Double]]
  }

  struct Function: StrictlyKeyed {
    static let keys: Set = [
      "architecture", "processor", "mb_per_core", "spread", "source", "status", "note",
    ]

    let architecture: Architecture
    let processor: String
    let memoryPerCore: Double
    let spread: Double
    let source: String
    let status: String
    let note: String?

    enum CodingKeys: String, CodingKey {
      case architecture, processor, spread, source, status, note
      case memoryPerCore = "mb_per_core"
    }
  }

  struct Accelerator: StrictlyKeyed {
    static let keys: Set = ["processor", "name", "fitted"]

    let processor: String
    let name: String
    let fitted: Strict<Fitted>
  }

  struct Accelerated: StrictlyKeyed {
    static let keys: Set = ["family", "processor", "accelerator_memory_mb", "accelerators"]

    let family: String
    let processor: String
    let memory: Double
    let accelerators: [String: Int]

    enum CodingKeys: String, CodingKey {
      case family, processor, accelerators
      case memory = "accelerator_memory_mb"
    }
  }
}

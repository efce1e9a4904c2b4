/// What token rates need to know of a processor: its roofline by cores, and what spanning NUMA nodes costs.
package struct Processor: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case cpu(Architecture)
    /// One accelerator; it counts as one core.
    case accelerator
  }

  /// `graviton4`, as machines.json spells it.
  package let key: String
  /// `AWS Graviton4 (Neoverse V2)`.
  package let name: String
  package let kind: Kind
  /// Parts of the name the system gives the processor, by which a host is recognized.
  package let cpuNames: [String]
  /// Of the kernels it runs, those that are worth choosing; empty for an accelerator.
  package let instructionSets: [InstructionSet]
  package let vcpusPerCore: Double
  /// Cores that share a memory without crossing a link.
  package let coresPerNode: Double
  /// Nil where memory never limits more than the processor does: an accelerator's is in its figures.
  package let readBandwidth: BandwidthCurve?
  package let figures: ProcessorFigures
  package let crossing: NodeCrossing?

  package init(
    key: String, name: String, kind: Kind, cpuNames: [String],
    instructionSets: [InstructionSet], vcpusPerCore: Double, coresPerNode: Double,
    readBandwidth: BandwidthCurve?, figures: ProcessorFigures, crossing: NodeCrossing?
  ) {
    self.key = key
    self.name = name
    self.kind = kind
    self.cpuNames = cpuNames
    self.instructionSets = instructionSets
    self.vcpusPerCore = vcpusPerCore
    self.coresPerNode = coresPerNode
    self.readBandwidth = readBandwidth
    self.figures = figures
    self.crossing = crossing
  }

  package var architecture: Architecture? {
    if case .cpu(let architecture) = kind { return architecture }
    return nil
  }

  /// The same processor with other fitted figures, as a cross-validation wants it.
  package func with(figures: ProcessorFigures) -> Processor {
    Processor(
      key: key, name: name, kind: kind, cpuNames: cpuNames, instructionSets: instructionSets,
      vcpusPerCore: vcpusPerCore, coresPerNode: coresPerNode, readBandwidth: readBandwidth,
      figures: figures,
      crossing: crossing)
  }
}

/// The fitted figures of a processor; docs/method.md section 8 has the formulas they belong to.
package struct ProcessorFigures: Hashable, Sendable {
  /// Weights one core decodes by, where memory could give more.
  package let decodePerCore: BytesPerSecond
  /// Arithmetic of one core on a prompt.
  package let flopsPerCore: FlopsPerSecond
  /// Arithmetic that all cores of a node approach together; nil where nothing limits it.
  package let flopsPerNode: FlopsPerSecond?
  /// Share of the measured read bandwidth that decoding reaches on 8 cores.
  package let bandwidthShare: Ratio
  /// Power of (cores / 8) by which that share changes.
  package let bandwidthSlope: Double
  /// Seconds that all threads of a pass wait for each other, and more for each core.
  package let syncSeconds: Double
  package let syncSecondsPerCore: Double
  /// Work of a prompt token outside the weights, as parameters.
  package let flatParameters: Parameters

  package init(
    decodePerCore: BytesPerSecond, flopsPerCore: FlopsPerSecond, flopsPerNode: FlopsPerSecond?,
    bandwidthShare: Ratio, bandwidthSlope: Double, syncSeconds: Double,
    syncSecondsPerCore: Double, flatParameters: Parameters
  ) {
    self.decodePerCore = decodePerCore
    self.flopsPerCore = flopsPerCore
    self.flopsPerNode = flopsPerNode
    self.bandwidthShare = bandwidthShare
    self.bandwidthSlope = bandwidthSlope
    self.syncSeconds = syncSeconds
    self.syncSecondsPerCore = syncSecondsPerCore
    self.flatParameters = flatParameters
  }
}

/// What a stream pays whose threads are spread over several NUMA nodes.
package struct NodeCrossing: Hashable, Sendable {
  /// Share of one node's decode rate that is left.
  package let memoryShare: Ratio
  /// Seconds a pass waits besides on 64 cores; they grow with the square of the cores.
  package let syncSecondsAt64Cores: Double
  /// Standard deviation of the logarithm of that wait.
  package let spread: Double

  package init(memoryShare: Ratio, syncSecondsAt64Cores: Double, spread: Double) {
    self.memoryShare = memoryShare
    self.syncSecondsAt64Cores = syncSecondsAt64Cores
    self.spread = spread
  }
}

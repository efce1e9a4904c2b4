import CostModel

extension MachineFile {
  func catalogue(file: String) throws(CatalogueError) -> MachineCatalogue {
    let reading = Reading(file: file, sources: sources)
    let spreads = spreads.value
    let facts = reading.facts("spreads")
    try facts.check(status: spreads.status, source: spreads.source, note: spreads.note)
    var processors: [Processor] = []
    for row in self.processors.map(\.value) { processors.append(try reading.processor(row)) }
    for row in accelerators.map(\.value) { processors.append(try reading.accelerator(row)) }
    var known: Set<String> = []
    for processor in processors where !known.insert(processor.key).inserted {
      throw .duplicate(file: file, item: processor.key)
    }
    var families: [MachineCatalogue.Family] = []
    for row in self.families.map(\.value) { families.append(try reading.family(row)) }
    for row in accelerated.map(\.value) { families.append(try reading.family(row)) }
    var functions: [Architecture: MachineCatalogue.FunctionProcessor] = [:]
    for row in lambda.map(\.value) { functions[row.architecture] = try reading.function(row) }
    let generations = generations.map(\.value)
    let named =
      families.map(\.processor) + generations.map(\.processor) + functions.values.map(\.processor)
    for name in named where !known.contains(name) {
      throw .processor(file: file, item: name)
    }
    return MachineCatalogue(
      processors: processors,
      generations: generations.map {
        .init(suffix: $0.suffix, processor: $0.processor, sizes: $0.sizes)
      },
      memoryPerVCPU: try reading.classes(classes.map(\.value)), families: families,
      functions: functions, spreads: try spreads.spreads(facts))
  }
}

/// Reads the rows of a machine file, each fault named by its item.
private struct Reading {
  let file: String
  let sources: [String: String]

  func facts(_ item: String) -> CatalogueFacts {
    CatalogueFacts(file: file, item: item, sources: sources)
  }

  func processor(_ row: MachineFile.ProcessorRow) throws(CatalogueError) -> Processor {
    let facts = facts(row.processor)
    let (read, crossing, fitted) = (row.readBandwidth.value, row.crossing.value, row.fitted.value)
    try facts.check(status: read.status, source: read.source, note: read.note)
    try facts.check(status: crossing.status, source: crossing.source, note: crossing.note)
    try facts.check(status: fitted.status, source: fitted.source, note: fitted.source)
    try facts.check([
      ("vcpus_per_core", row.vcpusPerCore), ("cores_per_node", row.coresPerNode),
      ("memory_share", crossing.memoryShare), ("spread", crossing.spread),
    ])
    return Processor(
      key: row.processor, name: row.name, kind: .cpu(row.architecture), cpuNames: row.cpuNames,
      instructionSets: row.instructionSets, vcpusPerCore: row.vcpusPerCore,
      coresPerNode: row.coresPerNode,
      readBandwidth: try curve(read.points, facts), figures: try fitted.figures(facts),
      crossing: NodeCrossing(
        memoryShare: Ratio(crossing.memoryShare),
        syncSecondsAt64Cores: crossing.syncMilliseconds * 1e-3, spread: crossing.spread))
  }

  private func curve(_ pairs: [[Double]], _ facts: CatalogueFacts) throws(CatalogueError)
    -> BandwidthCurve
  {
    var points: [BandwidthCurve.Point] = []
    for pair in pairs {
      guard pair.count == 2, pair[0] > points.last?.cores ?? 0, pair[1] > 0 else {
        throw .measure(file: file, item: "\(facts.item), gb_per_second")
      }
      points.append(.init(cores: pair[0], bandwidth: BytesPerSecond(pair[1] * 1e9)))
    }
    guard !points.isEmpty else {
      throw .measure(file: file, item: "\(facts.item), gb_per_second")
    }
    return BandwidthCurve(points)
  }

  func accelerator(_ row: MachineFile.Accelerator) throws(CatalogueError) -> Processor {
    let facts = facts(row.processor)
    let fitted = row.fitted.value
    try facts.check(status: fitted.status, source: fitted.source, note: fitted.source)
    return Processor(
      key: row.processor, name: row.name, kind: .accelerator, cpuNames: [],
      instructionSets: [], vcpusPerCore: 1, coresPerNode: 1, readBandwidth: nil,
      figures: try fitted.figures(facts), crossing: nil)
  }

  func family(_ row: MachineFile.Family) throws(CatalogueError) -> MachineCatalogue.Family {
    var sizes: [String: MachineCatalogue.Family.Size] = [:]
    for (name, pair) in row.sizes {
      guard pair.count == 2, pair.allSatisfy({ $0 > 0 }) else {
        throw .measure(file: file, item: "\(row.family).\(name)")
      }
      sizes[name] = .init(vcpus: VCPUs(pair[0]), memory: Megabytes(pair[1]))
    }
    return .init(name: row.family, processor: row.processor, sizes: sizes)
  }

  func family(_ row: MachineFile.Accelerated) throws(CatalogueError) -> MachineCatalogue.Family {
    var sizes: [String: MachineCatalogue.Family.Size] = [:]
    for (name, count) in row.accelerators {
      guard count > 0, row.memory > 0 else {
        throw .measure(file: file, item: "\(row.family).\(name)")
      }
      sizes[name] = .init(
        vcpus: VCPUs(Double(count)), memory: Megabytes(row.memory * Double(count)),
        accelerators: count)
    }
    return .init(name: row.family, processor: row.processor, sizes: sizes)
  }

  func function(_ row: MachineFile.Function) throws(CatalogueError)
    -> MachineCatalogue.FunctionProcessor
  {
    let facts = facts("lambda \(row.architecture.rawValue)")
    try facts.check(status: row.status, source: row.source, note: row.note)
    return .init(
      processor: row.processor,
      memoryPerCore: Megabytes(try facts.positive(row.memoryPerCore, "mb_per_core")),
      spread: try facts.positive(row.spread, "spread"))
  }

  func classes(_ rows: [MachineFile.Class]) throws(CatalogueError) -> [Character: Megabytes] {
    var classes: [Character: Megabytes] = [:]
    for row in rows {
      guard let letter = row.letter.first, row.letter.count == 1, row.memory > 0 else {
        throw .measure(file: file, item: "class \(row.letter)")
      }
      classes[letter] = Megabytes(row.memory)
    }
    return classes
  }
}

import Foundation

/// The results that `llama-bench -o json` or `-o jsonl` wrote.
///
/// Only prompts and decoding alone from an empty context are taken: a mixed test, or one at depth,
/// says neither rate.
package struct LlamaBenchReport: Sendable {
  let entries: [LlamaBenchEntry]

  /// One JSON array, or one object a line.
  package init(_ bytes: [UInt8]) throws(LlamaBenchError) {
    let first = bytes.first { !Self.isBlank($0) }
    guard let first else { throw .empty }
    entries =
      first == UInt8(ascii: "[") ? try Self.array(bytes) : try Self.lines(bytes)
    guard !entries.isEmpty else { throw .empty }
  }

  private static func array(_ bytes: [UInt8]) throws(LlamaBenchError) -> [LlamaBenchEntry] {
    let raw: [LlamaBenchEntry.Raw]
    do {
      raw = try JSONDecoder().decode([LlamaBenchEntry.Raw].self, from: Data(bytes))
    } catch {
      throw .notJSON(line: 1)
    }
    return try entries(raw)
  }

  private static func lines(_ bytes: [UInt8]) throws(LlamaBenchError) -> [LlamaBenchEntry] {
    var raw: [LlamaBenchEntry.Raw] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy(isBlank) {
      do {
        raw.append(try JSONDecoder().decode(LlamaBenchEntry.Raw.self, from: Data(line)))
      } catch {
        throw .notJSON(line: index + 1)
      }
    }
    return try entries(raw)
  }

  private static func entries(_ raw: [LlamaBenchEntry.Raw]) throws(LlamaBenchError)
    -> [LlamaBenchEntry]
  {
    var entries: [LlamaBenchEntry] = []
    for (index, one) in raw.enumerated() {
      entries.append(try LlamaBenchEntry(one, number: index + 1))
    }
    return entries
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// One calibration for each model file, in the order they come.
  ///
  /// - Parameter instance: the EC2 type it ran on, or `lambda-arm64-10240mb` and its like.
  package func calibrations(instance: String?, machines: MachineCatalogue)
    throws(LlamaBenchError) -> [Calibration]
  {
    let host = try LlamaBenchHost(instance: instance, machines: machines)
    var order: [ModelFacts] = []
    var results: [ModelFacts: [LlamaBenchEntry]] = [:]
    for entry in entries where entry.test != nil {
      if results[entry.model] == nil { order.append(entry.model) }
      results[entry.model, default: []].append(entry)
    }
    var calibrations: [Calibration] = []
    for model in order {
      let own = try host.entries(of: results[model] ?? [])
      guard let first = own.first else { continue }
      calibrations.append(
        Calibration(
          host: try host.described(by: first), model: model, runtime: .llamaCpp,
          measuredAt: own.map(\.measuredAt).max() ?? first.measuredAt, load: nil,
          results: own.compactMap(\.measurement)))
    }
    guard !calibrations.isEmpty else { throw .nothingUsable }
    return calibrations
  }
}

/// Where a report was measured, as far as the user and the report say.
private struct LlamaBenchHost {
  let instance: String?
  private let machine: Machine?

  init(instance: String?, machines: MachineCatalogue) throws(LlamaBenchError) {
    self.instance = instance
    machine = instance.flatMap { machines.machine(for: RateTarget($0)) }
    if let instance, machine == nil { throw .unknownInstance(instance) }
  }

  /// On a machine with accelerators those that used them, elsewhere those that ran on the processor.
  func entries(of all: [LlamaBenchEntry]) throws(LlamaBenchError) -> [LlamaBenchEntry] {
    guard let machine, let instance else { return all.filter { !$0.usesAccelerator } }
    let accelerated = machine.processor.kind == .accelerator
    let own = all.filter { $0.usesAccelerator == accelerated }
    if own.isEmpty, !accelerated, !all.isEmpty { throw .accelerated(instance: instance) }
    return own
  }

  func described(by entry: LlamaBenchEntry) throws(LlamaBenchError) -> CalibrationHost {
    let architecture =
      machine?.processor.architecture
      ?? (machine == nil ? Self.architecture(of: entry.cpu) : .x86_64)
    guard let architecture else { throw .unknownArchitecture(cpu: entry.cpu) }
    return CalibrationHost(
      instanceType: instance, cpu: entry.cpu.isEmpty ? machine?.processor.name ?? "" : entry.cpu,
      architecture: architecture, instructionSet: nil, vectorBits: nil,
      cores: machine.flatMap { $0.processor.kind == .accelerator ? nil : Int($0.cores) },
      memory: machine?.memory)
  }

  private static func architecture(of cpu: String) -> Architecture? {
    if ["Intel", "AMD", "Xeon", "EPYC", "Ryzen"].contains(where: cpu.contains) { return .x86_64 }
    if ["Neoverse", "Graviton", "ARM", "Ampere", "Cortex"].contains(where: cpu.contains) {
      return .arm64
    }
    return nil
  }
}

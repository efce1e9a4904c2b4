import CostModel
import Foundation
import Pricing
import TestSupport
import Testing

@Suite("Machines behind token rates")
struct MachineCatalogueTests {
  private let machines: MachineCatalogue

  init() throws {
    machines = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp).machines
  }

  @Test("every EC2 type has the cores and memory that moto 5.2.1 lists for it")
  func sizes() throws {
    let table = try String(
      contentsOf: Fixture.folder.appending(path: "moto/instance_types.csv"), encoding: .utf8)
    let rows = table.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    #expect(rows.count == 331)
    for row in rows {
      let machine = try #require(
        machines.machine(for: .instance(String(row[0]))), "\(row[0])")
      let accelerated = (Double(row[3]) ?? 0) > 0
      let memory = accelerated ? Double(row[3]) : Double(row[2])
      #expect(machine.memory.value / 1_048_576 == memory, "\(row[0])")
      #expect(machine.cores == (accelerated ? 1 : Double(row[1])), "\(row[0])")
    }
  }

  @Test("the names it offers are those of real types, and each has a machine")
  func names() {
    for name in machines.instanceNames {
      #expect(machines.machine(for: .instance(name)) != nil, "\(name)")
    }
    #expect(Set(machines.instanceNames).count == machines.instanceNames.count)
    #expect(machines.instanceNames.contains("c8g.48xlarge"))
  }

  @Test("a disk or a faster network does not change the processor; other names are not known")
  func variants() {
    #expect(machines.machine(for: .instance("c7gd.xlarge"))?.processor.key == "graviton3")
    #expect(machines.machine(for: .instance("m6idn.xlarge"))?.processor.key == "icelake")
    for name in ["c8g", "c8g.", ".xlarge", "c8g.huge", "x8g.xlarge", "c5.xlarge", "mac2.metal", ""]
    {
      #expect(machines.machine(for: .instance(name)) == nil, "\(name)")
    }
  }

  @Test("a function has its memory's share of cores: half as many on x86, where a vCPU is a thread")
  func functions() throws {
    let arm = try #require(
      machines.machine(for: RateTarget("lambda-arm64-10240mb")))
    #expect(abs(arm.cores - 5.7885) < 1e-4 && arm.processor.key == "graviton2")
    let x86 = try #require(
      machines.machine(for: .lambda(.x86_64, memory: Megabytes(3538))))
    #expect(x86.cores == 1)
  }

  @Test("types larger than a NUMA node are spread over several, and each node is a machine")
  func nodes() throws {
    let two = try #require(machines.machine(for: .instance("c8g.48xlarge")))
    #expect(two.nodes == 2 && two.node.cores == 96 && two.node.nodes == 1)
    #expect(two.node.memory == two.memory / 2)
    #expect(machines.machine(for: .instance("c8g.24xlarge"))?.nodes == 1)
    #expect(machines.machine(for: .instance("m9g.16xlarge"))?.nodes == 2)
    #expect(machines.machine(for: .instance("g5.48xlarge"))?.nodes == 1)
  }

  @Test("bandwidth lies straight between measured points on logarithmic axes, level outside")
  func bandwidth() {
    let curve = BandwidthCurve([
      .init(cores: 4, bandwidth: BytesPerSecond(100e9)),
      .init(cores: 16, bandwidth: BytesPerSecond(400e9)),
    ])
    #expect(abs(curve.bandwidth(ofCores: 8).value - 200e9) < 1)
    #expect(abs(curve.bandwidth(ofCores: 1).value - 100e9) < 1)
    #expect(abs(curve.bandwidth(ofCores: 64).value - 400e9) < 1)
  }
}

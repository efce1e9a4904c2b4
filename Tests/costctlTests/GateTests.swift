import CostModel
import TestSupport
import Testing

@testable import costctl

@Suite("--fail-on gates")
struct GateTests {
  @Test(
    "a gate is saving=USD or tier=NAME",
    arguments: [
      ("saving=500", Gate.saving(USD(500))), ("saving=0.5", .saving(USD(0.5))),
      ("tier=repatriate", .tier(.repatriate)), ("tier=lambda", .tier(.lambda)),
    ])
  func read(text: String, gate: Gate) {
    #expect(Gate(text) == gate)
  }

  @Test(
    "anything else is refused",
    arguments: [
      "saving", "saving=", "saving=-1", "saving=nan", "saving=inf", "tier=cloud", "cost=5", "=",
    ])
  func refused(text: String) {
    #expect(Gate(text) == nil)
  }

  @Test("a saving gate trips at its limit, not below it")
  func savingLimit() {
    let report = SampleFleet.report
    let saving = report.monthlySaving
    #expect(Gate.saving(saving).verdict(on: report) != nil)
    #expect(Gate.saving(saving + USD(0.01)).verdict(on: report) == nil)
  }

  @Test("a tier gate names a workload of that tier", arguments: Tier.allCases)
  func tierGate(tier: Tier) {
    let report = SampleFleet.report
    let first = report.recommendations.first { $0.analysis.tier == tier }
    let verdict = Gate.tier(tier).verdict(on: report)
    #expect((verdict != nil) == (first != nil || report.unpriced.contains { $0.tier == tier }))
    if let first {
      #expect(verdict?.contains(first.analysis.profile.workload.name) == true)
    }
  }
}

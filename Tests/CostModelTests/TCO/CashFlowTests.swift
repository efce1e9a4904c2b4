import CostModel
import Foundation
import TestSupport
import Testing

/// Flows with what numpy-financial makes of them; `Tests/Fixtures/finance/flows.py` wrote the file.
private struct FinanceCase: Decodable {
  let flows: [Double]
  let rate: Double
  let npv: Double
  let irr: Double?
  let payback: Int?

  var flow: CashFlow { CashFlow(flows.map { USD($0) }) }

  static func all() throws -> [FinanceCase] {
    let file = Fixture.folder.appending(path: "finance/flows.json")
    return try JSONDecoder().decode([FinanceCase].self, from: Data(contentsOf: file))
  }
}

@Suite("Cash flows")
struct CashFlowTests {
  private func flow(_ months: Double...) -> CashFlow { CashFlow(months.map { USD($0) }) }

  @Test("$100 twice at 10 % a month are worth $190.91, at no rate $200")
  func worked() {
    let twice = flow(100, 100)
    #expect(abs(twice.presentValue(monthlyRate: 0.1).value - 190.909_090_909) < 1e-9)
    #expect(twice.presentValue(monthlyRate: 0) == twice.total)
    #expect(twice.cumulative == [USD(100), USD(200)])
  }

  @Test("8 % a year are 0.6434 % a month, twelve of which are 8 % again")
  func rate() {
    let monthly = EffectiveRate(annual: 0.08).monthly
    #expect(abs(monthly - 0.006_434_03) < 1e-8)
    #expect(abs(EffectiveRate(monthly: monthly).annual - 0.08) < 1e-15)
    #expect(EffectiveRate(annual: 0).monthly == 0)
  }

  @Test("present values of 120 generated flows are numpy-financial's to 1e-9 of a dollar")
  func presentValues() throws {
    for one in try FinanceCase.all() {
      let value = one.flow.presentValue(monthlyRate: one.rate).value
      #expect(abs(value - one.npv) < 1e-9 * max(1, abs(one.npv)), "\(one.flows)")
    }
  }

  @Test(
    "rates of return of 120 generated flows are numpy-financial's, or the flows say why there is none"
  )
  func rates() throws {
    var compared = 0
    for one in try FinanceCase.all() {
      switch RateOfReturn(saving: one.flow) {
      case .rate(let rate):
        let monthly = try #require(one.irr, "numpy-financial finds none for \(one.flows)")
        let annual = EffectiveRate(monthly: monthly).annual
        #expect(abs(rate.annual - annual) <= 1e-7 * max(1, abs(annual)), "\(one.flows)")
        compared += 1
      case .none(.oneMonth): #expect(one.flows.count == 1)
      case .none(.nothingInvested): #expect(one.flows.allSatisfy { $0 >= 0 })
      case .none(.nothingSaved): #expect(one.flows.allSatisfy { $0 <= 0 })
      case .none(.savesFirst): #expect(one.flows[0] > 0)
      case .none(.noRoot): #expect(one.irr == nil, "\(one.flows)")
      case .none(.isCurrent): Issue.record("a flow is never staying itself")
      }
    }
    #expect(compared > 50)
  }

  @Test("paybacks of 120 generated flows are where NumPy's running sum turns")
  func paybacks() throws {
    for one in try FinanceCase.all() {
      #expect(Payback(saving: one.flow, residual: .zero).month == one.payback, "\(one.flows)")
    }
  }

  @Test("a payback that only the worth of the nodes brings in the last month says so")
  func residual() {
    let saving = flow(-100, 30, 80)
    #expect(Payback(saving: saving, residual: .zero) == .month(3))
    #expect(Payback(saving: saving, residual: USD(50)) == .onlyWithResidual(3))
    #expect(Payback(saving: flow(-100, 120, 80), residual: USD(50)) == .month(2))
  }

  @Test("equal costs pay back at once, though rounding leaves less than nothing")
  func rounding() {
    #expect(Payback(saving: flow(-1e-12, 0), residual: .zero) == .month(1))
    #expect(Payback(saving: flow(-0.01, 0), residual: .zero) == .never)
  }
}

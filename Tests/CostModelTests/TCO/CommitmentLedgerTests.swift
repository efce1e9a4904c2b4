import CostModel
import Testing

@Suite("Commitments month by month")
struct CommitmentLedgerTests {
  /// A term of one year under each way to pay.
  private static let terms = CommitmentTerm.ofEC2.filter { $0.years > 0 }

  private func yearly(_ upfront: CommitmentTerm.Upfront) throws -> CommitmentTerm {
    try #require(Self.terms.first { $0.years == 1 && $0.upfront == upfront })
  }

  @Test("a term runs to its end, and is then made again for what is needed")
  func runs() throws {
    let need = [10.0, 10, 12] + Array(repeating: 7.0, count: 13)
    let ledger = CommitmentLedger(need, term: try yearly(.no))
    #expect(ledger.bought[0] == 10 && ledger.bought[2] == 2 && ledger.bought[12] == 5)
    #expect(ledger.inForce[11] == 12 && ledger.inForce[13] == 7 && ledger.inForce[14] == 7)
    #expect(zip(need, ledger.inForce).allSatisfy { $0 <= $1 })
    #expect(ledger.prepaidLeft == 0 && ledger.paid(2) == 12)
  }

  @Test(
    "all upfront is paid on the first day of each term, half of it where the payment is partial")
  func upfront() throws {
    let need = Array(repeating: 100.0, count: 24)
    let all = CommitmentLedger(need, term: try yearly(.all))
    #expect(
      need.indices.map(all.paid).enumerated().filter { $0.element != 0 }.map(\.offset) == [0, 12])
    #expect(all.paid(0) == 1200 && all.prepaidLeft == 0)
    let half = CommitmentLedger(need, term: try yearly(.partial))
    #expect(half.paid(0) == 650 && half.paid(1) == 50)
  }

  @Test("what is paid, less what is left of it, is what the months are charged with")
  func views() {
    var generator = SplitMix64(seed: 7)
    for term in Self.terms {
      for length in [1, 5, 12, 37, 120] {
        let need = (0..<length).map { _ in Double(generator.next() % 1000) / 10 }
        let ledger = CommitmentLedger(need, term: term)
        let paid = need.indices.map(ledger.paid).reduce(0, +) - ledger.prepaidLeft
        let charged = ledger.inForce.reduce(0, +)
        #expect(abs(paid - charged) < 1e-6 * (1 + charged), "\(term.rawValue), \(length)")
        #expect(zip(need, ledger.inForce).allSatisfy { $0 <= $1 + 1e-9 })
      }
    }
  }
}

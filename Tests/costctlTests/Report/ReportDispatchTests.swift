import CostModel
import Testing

@testable import costctl

@Suite("What is sent, and what is not sent twice")
struct ReportDispatchTests {
  private static let file = Delivery(target: .file("r/{period}.html"), condition: .always)
  private static let chat = Delivery(target: .slack(.variable("HOOK")), condition: .always)

  private func made(saving: Double = 100, hasChanges: Bool = false) -> ReportRun.Made {
    ReportRun.Made(
      at: Instant(epochSeconds: 0), subject: "", summary: "", workloads: 1, monthlyCost: USD(500),
      monthlySaving: USD(saving), hasChanges: hasChanges)
  }

  private func decision(
    _ delivery: Delivery, _ status: DeliveryRecord.Status?, made: ReportRun.Made? = nil,
    resending: ReportRequest.Resending = .nothing
  ) -> ReportDispatch.Decision {
    let known = status.map {
      DeliveryRecord(
        target: delivery.label, status: $0, attempts: 1, at: Instant(epochSeconds: 0))
    }
    return ReportDispatch(target: delivery.label, delivery: delivery, known: known)
      .decision(for: made ?? self.made(), resending: resending)
  }

  @Test("what never was or surely failed is sent, what arrived is not")
  func plain() {
    for delivery in [Self.file, Self.chat] {
      #expect(decision(delivery, nil) == .send)
      #expect(decision(delivery, .failed) == .send)
      #expect(decision(delivery, .delivered) == .done)
      #expect(decision(delivery, .delivered, resending: .unclear) == .done)
    }
  }

  @Test(
    "what may have arrived is sent again where that changes nothing, else only when asked for",
    arguments: [DeliveryRecord.Status.sending, .unclear])
  func open(status: DeliveryRecord.Status) {
    #expect(decision(Self.file, status) == .send)
    #expect(decision(Self.chat, status) == .hold)
    #expect(decision(Self.chat, status, resending: .unclear) == .send)
  }

  @Test("a condition is judged by the report, and again when the report is another one")
  func conditions() {
    let change = Delivery(target: .slack(.variable("HOOK")), condition: .change)
    let saving = Delivery(target: .slack(.variable("HOOK")), condition: .savingAbove(USD(100)))
    #expect(decision(change, nil) == .skip)
    #expect(decision(change, nil, made: made(hasChanges: true)) == .send)
    #expect(decision(change, .skipped, made: made(hasChanges: true)) == .send)
    #expect(decision(saving, nil) == .skip)
    #expect(decision(saving, nil, made: made(saving: 100.01)) == .send)
    #expect(decision(saving, .sending) == .hold)
  }

  @Test("the same place named twice is two deliveries, each with its own record")
  func twice() {
    let known = [
      DeliveryRecord(
        target: "slack HOOK (2)", status: .delivered, attempts: 1, at: Instant(epochSeconds: 0))
    ]
    let all = ReportDispatch.all([Self.chat, Self.file, Self.chat], known: known)
    #expect(all.map(\.target) == ["slack HOOK", "file r/{period}.html", "slack HOOK (2)"])
    #expect(all.map { $0.known == nil } == [true, true, false])
  }
}

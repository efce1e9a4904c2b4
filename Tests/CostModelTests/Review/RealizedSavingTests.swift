import Testing

@testable import CostModel

@Suite("What followed advice saves")
struct RealizedSavingTests {
  private typealias Fixture = VerdictFixture

  private func savings(
    _ advice: (String, WorkloadVerdict)..., now: WorkloadVerdict?, removed: Set<Workload> = []
  ) -> [RealizedSaving] {
    RealizedSavings(
      advice: advice.map { PastAdvice(period: Fixture.period($0.0), verdict: $0.1) },
      removed: removed
    ).savings(of: now.map { [$0.workload: $0] } ?? [:])
  }

  @Test("a memory set as advised saves today's traffic at the old cost of one, less today's cost")
  func resized() throws {
    let before = Fixture.verdict(option: "lambda/arm64/512mb", then: 15)
    let now = Fixture.verdict(invocations: 3_000_000, seconds: 2.4, memory: 512)
    let saving = try #require(savings(("2026-W47", before), now: now).first)
    #expect(saving.advisedIn.name == "2026-W47" && saving.option == "lambda/arm64/512mb")
    // Three times a month of 1e6 requests: 2 s of 1 GB at $0.0000133334 and $0.20.
    #expect(abs(saving.monthlyCostBefore.value - 3 * (26.6668 + 0.2)) < 1e-9)
    #expect(saving.monthlyCostNow == now.monthlyCostNow)
    #expect(abs(saving.monthlySaving.value - (3 * 26.8668 - (3 * 1.2 * 13.3334 + 0.6))) < 1e-9)
  }

  @Test("what was kept ready does not grow with the traffic")
  func kept() throws {
    let before = Fixture.verdict(option: "lambda/arm64/512mb", kept: 40)
    let now = Fixture.verdict(invocations: 2_000_000, memory: 512)
    let saving = try #require(savings(("2026-W47", before), now: now).first)
    #expect(abs(saving.monthlyCostBefore.value - (2 * 26.8668 + 40)) < 1e-9)
  }

  @Test("a move to the other architecture counts as well")
  func architecture() {
    let before = Fixture.verdict(architecture: .x86_64, option: "lambda/arm64/1024mb")
    #expect(savings(("2026-W47", before), now: Fixture.verdict()).count == 1)
  }

  @Test(
    "advice that was not followed, or cannot be seen, saves nothing",
    arguments: [
      (Fixture.verdict(option: "lambda/arm64/512mb"), Fixture.verdict(memory: 768)),
      (Fixture.verdict(option: "lambda/arm64/512mb"), Fixture.verdict()),
      (Fixture.verdict(memory: 512, option: "lambda/arm64/512mb"), Fixture.verdict(memory: 512)),
      (Fixture.verdict(option: "lambda/arm64/512mb"), Fixture.verdict(memory: 512, coverage: 0.5)),
      (Fixture.verdict(option: "lambda/compute-sp-1yr-no-upfront"), Fixture.verdict()),
      (Fixture.verdict(option: "lambda/provisioned"), Fixture.verdict(kept: 12)),
      (Fixture.verdict(option: "ec2/c8g.xlarge/on-demand"), Fixture.verdict(invocations: 5)),
      (
        Fixture.verdict(option: "ec2/c8g.xlarge/on-demand"),
        Fixture.verdict(invocations: 0, coverage: 0.2)
      ),
    ])
  func notFollowed(before: WorkloadVerdict, now: WorkloadVerdict) {
    #expect(savings(("2026-W47", before), now: now).isEmpty)
  }

  @Test("traffic that left as advised saves what it cost, less the advised place and what stayed")
  func left() throws {
    let before = Fixture.verdict(option: "ec2/c8g.xlarge/on-demand", then: 11)
    let now = Fixture.verdict(invocations: 0, kept: 3)
    let saving = try #require(savings(("2026-W47", before), now: now).first)
    #expect(saving.monthlyCostBefore == before.monthlyCostNow)
    #expect(saving.monthlyCostNow == USD(14))
  }

  @Test("a function deleted after it was advised to leave counts, without one it is unknown")
  func deleted() {
    let before = Fixture.verdict(option: "on-prem", then: 11)
    #expect(savings(("2026-W47", before), now: nil).isEmpty)
    let saving = savings(("2026-W47", before), now: nil, removed: [Fixture.workload])
    #expect(saving.map(\.monthlyCostNow) == [USD(11)])
  }

  @Test("of several pieces of advice the latest that holds now counts")
  func latest() {
    let first = Fixture.verdict(memory: 2048, option: "lambda/arm64/512mb")
    let second = Fixture.verdict(memory: 1024, option: "lambda/arm64/512mb")
    let third = Fixture.verdict(memory: 512, option: "ec2/c8g.xlarge/on-demand")
    let found = savings(
      ("2026-W44", first), ("2026-W46", second), ("2026-W47", third),
      now: Fixture.verdict(memory: 512))
    #expect(found.map(\.advisedIn.name) == ["2026-W46"])
  }

  @Test(
    "an option's name says what can be seen of it",
    arguments: [
      ("lambda", AdvisedMove.unseen), ("lambda/provisioned", .unseen),
      ("lambda/on-demand", .unseen),
      ("lambda/compute-sp-3yr-all-upfront", .unseen), ("lambda/arm64", .unseen),
      ("lambda/arm64/1769mb", .resize(Megabytes(1769), .arm64)),
      ("lambda/x86_64/128mb", .resize(Megabytes(128), .x86_64)), ("on-prem", .leave),
      ("sagemaker/serverless", .leave), ("ec2/c8g.xlarge/on-demand", .leave), ("bedrock", .leave),
      ("lambda-managed/c8g.xlarge/on-demand", .leave),
    ])
  func moves(option: String, move: AdvisedMove) { #expect(AdvisedMove(option: option) == move) }
}

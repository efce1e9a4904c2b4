import CostModel

/// Tries a delivery until its end is clear, with growing pauses and within bounds.
package struct DeliveryPersistence: Sendable {
  private let policy: RetryPolicy
  private let patience: Duration
  private let elapsed: @Sendable () -> Duration
  private let sleep: @Sendable (Duration) async throws -> Void
  private let random: @Sendable () -> Double

  /// Four attempts in two minutes: what lasts longer is for the next run.
  package static let standard = RetryPolicy(
    maximumAttempts: 4, base: .seconds(2), cap: .seconds(30), longestPause: .seconds(60))

  /// `patience` is how long after the first attempt another may begin; `random` is uniform over 0..<1.
  package init<C: Clock>(
    policy: RetryPolicy = standard, patience: Duration = .seconds(120), clock: C,
    random: @escaping @Sendable () -> Double
  ) where C.Duration == Duration {
    self.policy = policy
    self.patience = patience
    self.random = random
    let start = clock.now
    elapsed = { start.duration(to: clock.now) }
    sleep = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
  }

  func deliver(_ send: () async -> DeliveryOutcome) async -> DeliveryReceipt {
    var course = Course(start: elapsed())
    while true {
      course.attempts += 1
      switch await send() {
      case .delivered(let detail):
        return receipt(.delivered, course, detail ?? course.clauses.story.map { "after \($0)" })
      case .failed(let clause):
        course.clauses.add(clause)
        return receipt(course.mayHaveArrived ? .unclear : .failed, course, course.clauses.story)
      case .unclear(let clause):
        course.clauses.add(clause)
        return receipt(.unclear, course, course.clauses.story)
      case .again(let clause, let pause, let mayHaveArrived):
        course.clauses.add(clause)
        course.mayHaveArrived = course.mayHaveArrived || mayHaveArrived
        if let reason = await waits(pause, course) {
          let story = [course.clauses.story, reason.isEmpty ? nil : reason].compactMap(\.self)
          return receipt(
            course.mayHaveArrived ? .unclear : .failed, course, story.joined(separator: ", "))
        }
      }
    }
  }

  /// Nil when the next attempt is due, else why there is none.
  private func waits(_ pause: Duration?, _ course: Course) async -> String? {
    if let pause, pause > policy.longestPause {
      return "and asks for a pause of \(Shown.number(pause.inSeconds)) s"
    }
    guard
      let delay = policy.delay(attempt: course.attempts, asked: pause, random: random()),
      elapsed() + delay - course.start <= patience
    else { return "" }
    do {
      try await sleep(delay)
      return nil
    } catch {
      return "then interrupted"
    }
  }

  private func receipt(
    _ status: DeliveryReceipt.Status, _ course: Course, _ detail: String?
  ) -> DeliveryReceipt {
    DeliveryReceipt(
      status: status, attempts: course.attempts, seconds: (elapsed() - course.start).inSeconds,
      detail: detail)
  }

  /// A delivery under way.
  private struct Course {
    let start: Duration
    var attempts = 0
    var mayHaveArrived = false
    var clauses = Clauses()

    init(start: Duration) { self.start = start }
  }

  /// What each attempt came to, told without repetition: `HTTP 500, 3 times, then HTTP 404`.
  private struct Clauses {
    private var runs: [(clause: String, count: Int)] = []

    mutating func add(_ clause: String) {
      if runs.last?.clause == clause {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((clause, 1))
      }
    }

    var story: String? {
      guard !runs.isEmpty else { return nil }
      return runs.map { $0.count > 1 ? "\($0.clause), \($0.count) times" : $0.clause }
        .joined(separator: ", then ")
    }
  }
}

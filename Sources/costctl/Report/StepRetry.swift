import CostModel

/// Tries a step again after a while: networks come up late, and databases are locked for a moment.
struct StepRetry: Sendable {
  let timer: any Clock<Duration>
  let messages: Messages
  /// Before the second and each later try.
  var pauses: [Duration] = [.seconds(2), .seconds(10)]

  func run<Value>(
    _ step: ReportGap.Step, _ body: () async throws -> Value
  ) async throws -> Value {
    for pause in pauses {
      do {
        return try await body()
      } catch is CancellationError {
        throw CancellationError()
      } catch let failure as ReportFailure where failure.isFinal {
        throw failure
      } catch {
        messages.note(
          "\(step.rawValue) failed and is tried again in \(Shown.number(pause.inSeconds)) s: "
            + Messages.sentence(of: error))
        try await timer.sleep(for: pause)
      }
    }
    return try await body()
  }
}

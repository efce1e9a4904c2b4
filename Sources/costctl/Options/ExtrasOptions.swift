import ArgumentParser
import CostModel

/// What a workload may be charged for besides where it runs.
struct ExtrasOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Bytes streamed back for each request; beyond 6 MB they are charged.", valueName: "bytes"))
  var responseBytes: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "CPU-seconds an agent works for a request: prices it on AgentCore Runtime too.",
      valueName: "seconds"))
  var agentCPUSeconds: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How long its session lasts (default: --agent-cpu-seconds).", valueName: "seconds"))
  var agentSessionSeconds: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("Memory its session holds (default: --memory).", valueName: "MB"))
  var agentMemory: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Hours a durable execution waits for a person: no compute, its state is kept.",
      valueName: "hours"))
  var approvalHours: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("Of a day's requests, those that wait (default: all).", valueName: "number"))
  var approvalsPerDay: Double?

  @Option(
    name: .long, help: ArgumentHelp("State written before the wait.", valueName: "bytes"))
  var stateBytes = 20_480.0

  @Option(
    name: .long, help: ArgumentHelp("Days it is kept after the run, 1 to 90.", valueName: "days"))
  var retentionDays = DurableLimits.standardRetentionDays

  func validate() throws {
    let amounts = [
      ("--response-bytes", responseBytes), ("--agent-cpu-seconds", agentCPUSeconds),
      ("--agent-session-seconds", agentSessionSeconds), ("--agent-memory", agentMemory),
      ("--approval-hours", approvalHours), ("--approvals-per-day", approvalsPerDay),
      ("--state-bytes", stateBytes),
    ]
    for (flag, value) in amounts {
      guard let value, !(value >= 0 && value <= 1e12) else { continue }
      throw ValidationError("\(flag) must not be below 0")
    }
    if let agentSessionSeconds, agentSessionSeconds < (agentCPUSeconds ?? 0) / 2 {
      throw ValidationError(
        "--agent-session-seconds is too short: two vCPUs work at most twice as long as it lasts")
    }
    if let approvalHours, approvalHours > DurableLimits.timeout.inSeconds / 3600 {
      throw ValidationError("--approval-hours: an execution ends after 366 days")
    }
    guard DurableLimits.retentionDays.contains(retentionDays) else {
      throw ValidationError("--retention-days must be from 1 to 90")
    }
  }

  func extras(requestsPerDay: Double, memory: Int) -> ForeseenExtras {
    ForeseenExtras(
      response: responseBytes.map { Bytes($0) },
      agent: agentCPUSeconds.map {
        AgentSession(
          cpuSeconds: $0, seconds: agentSessionSeconds ?? $0,
          memory: Megabytes(agentMemory ?? Double(memory)))
      },
      approval: approvalHours.map {
        ApprovalWait(
          perDay: Requests(approvalsPerDay ?? requestsPerDay), wait: .hours($0),
          state: Bytes(stateBytes), retention: .days(Double(retentionDays)))
      })
  }
}

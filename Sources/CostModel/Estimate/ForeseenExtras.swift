/// What else a workload may be charged for; nil where it has none of it.
package struct ForeseenExtras: Hashable, Sendable {
  /// Bytes streamed back for each request.
  package var response: Bytes?
  package var agent: AgentSession?
  package var approval: ApprovalWait?

  package init(
    response: Bytes? = nil, agent: AgentSession? = nil, approval: ApprovalWait? = nil
  ) {
    self.response = response
    self.agent = agent
    self.approval = approval
  }
}

/// One session on AgentCore Runtime: CPU is paid while it works, memory as long as the session lasts.
package struct AgentSession: Hashable, Sendable {
  /// vCPU-seconds of work.
  package let cpuSeconds: Double
  package let seconds: Double
  package let memory: Megabytes

  package init(cpuSeconds: Double, seconds: Double, memory: Megabytes) {
    self.cpuSeconds = cpuSeconds
    self.seconds = seconds
    self.memory = memory
  }
}

/// A durable execution that waits for a person: nothing runs, its state is kept.
package struct ApprovalWait: Hashable, Sendable {
  package let perDay: Requests
  package let wait: Duration
  /// Written when it begins to wait.
  package let state: Bytes
  package let retention: Duration

  package init(perDay: Requests, wait: Duration, state: Bytes, retention: Duration) {
    self.perDay = perDay
    self.wait = wait
    self.state = state
    self.retention = retention
  }

  /// The start of the execution and the callback it waits for.
  package static let operations = Operations(2)
}

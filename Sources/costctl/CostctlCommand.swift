import ArgumentParser

/// A command that is handed its surroundings and says how it ended.
protocol CostctlCommand: ParsableCommand {
  func run(in surroundings: Surroundings) async throws -> Outcome
}

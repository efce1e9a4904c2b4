import ArgumentParser
import Foundation

/// The process: reads its surroundings, runs one command, turns what happened into an exit code.
@main
enum Main {
  /// Waits here to the end: an asynchronous `main` gives its thread up to the runtime, which opens it
  /// to every signal, and Ctrl-C would kill the process instead of being waited for.
  static func main() {
    StandardStreams.secure()
    Interruption.install()
    Task.detached { exit(await run(in: Surroundings.current()).rawValue) }
    while true { pause() }
  }

  private static func run(in surroundings: Surroundings) async -> Outcome {
    do {
      var command = try Costctl.parseAsRoot()
      guard let command = command as? any CostctlCommand else {
        try command.run()
        return .done
      }
      return try await command.run(in: surroundings)
    } catch let error as WindowError {
      Messages.standard.failure("\(error)")
      return error.outcome
    } catch let error where Costctl.exitCode(for: error) != .failure || error is ExitCode {
      Costctl.exit(withError: error)
    } catch {
      Messages.standard.failure(Messages.sentence(of: error))
      return .failed
    }
  }
}

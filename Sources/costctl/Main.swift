import ArgumentParser
import Foundation

/// The process: reads its surroundings, runs one command, turns what happened into an exit code.
@main
enum Main {
  static func main() async {
    StandardStreams.secure()
    Interruption.install()
    let surroundings = Surroundings.current()
    do {
      var command = try Costctl.parseAsRoot()
      guard let command = command as? any CostctlCommand else {
        return try command.run()
      }
      exit(try await command.run(in: surroundings).rawValue)
    } catch let error as WindowError {
      Messages.standard.failure("\(error)")
      exit(error.outcome.rawValue)
    } catch let error where Costctl.exitCode(for: error) != .failure || error is ExitCode {
      Costctl.exit(withError: error)
    } catch {
      Messages.standard.failure(Messages.sentence(of: error))
      exit(Outcome.failed.rawValue)
    }
  }
}

import ArgumentParser
import Dispatch
import Foundation

/// The process: reads its surroundings, runs one command, turns what happened into an exit code.
@main
enum Main {
  /// Not asynchronous: libdispatch would park this thread with every signal let in, and Ctrl-C would
  /// end the process before `Interruption` hears of it.
  static func main() {
    StandardStreams.secure()
    Interruption.install()
    Task.detached {
      let code = await run()
      // At exit OpenSSL frees what libcurl's thread, which may be ending just now, still uses.
      fflush(nil)
      _exit(code)
    }
    DispatchSemaphore(value: 0).wait()
  }

  private static func run() async -> Int32 {
    let surroundings = Surroundings.current()
    do {
      var command = try Costctl.parseAsRoot()
      guard let command = command as? any CostctlCommand else {
        try command.run()
        return Outcome.done.rawValue
      }
      return try await command.run(in: surroundings).rawValue
    } catch let error as WindowError {
      Messages.standard.failure("\(error)")
      return error.outcome.rawValue
    } catch let error where Costctl.exitCode(for: error) != .failure || error is ExitCode {
      Costctl.exit(withError: error)
    } catch {
      Messages.standard.failure(Messages.sentence(of: error))
      return Outcome.failed.rawValue
    }
  }
}

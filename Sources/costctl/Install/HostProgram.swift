import Foundation

/// A program of this machine that keeps schedules: `systemctl`, `crontab`.
struct HostProgram: Sendable {
  struct Answer: Sendable {
    let status: Int32
    let output: String
    /// The first line of standard error, or of the output where that is empty.
    let said: String
  }

  let name: String
  private let path: String
  private let environment: [String: String]

  /// Nil where it is in no folder of `PATH`.
  init?(_ name: String, in surroundings: Surroundings) {
    let folders = surroundings.variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin"
    let path = folders.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let path else { return nil }
    self.name = name
    self.path = path
    // Answers are read: they must come in English.
    environment = surroundings.environment.merging(["LC_ALL": "C"]) { $1 }
  }

  /// Runs it to its end with a few lines of input.
  func run(_ arguments: [String], input: String = "") throws(InstallError) -> Answer {
    let process = Process()
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = environment
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    do {
      try process.run()
    } catch {
      throw .noProgram(name, advice: "it could not be started, \(error.localizedDescription)")
    }
    _ = StandardStreams.write(Array(input.utf8), to: stdin.fileHandleForWriting.fileDescriptor)
    try? stdin.fileHandleForWriting.close()
    let output = String(decoding: stdout.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let errors = String(decoding: stderr.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let said = (errors.isEmpty ? output : errors).split(separator: "\n").first ?? ""
    return Answer(status: process.terminationStatus, output: output, said: String(said))
  }

  /// Runs it and takes anything but success for a failure.
  @discardableResult
  func succeed(_ arguments: [String], input: String = "") throws(InstallError) -> Answer {
    let answer = try run(arguments, input: input)
    guard answer.status == 0 else {
      throw .programFailed("\(name) \(arguments.joined(separator: " "))", said: answer.said)
    }
    return answer
  }
}

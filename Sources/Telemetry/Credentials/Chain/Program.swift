import CostModel
import Foundation
import Glibc

/// Runs a program with given words and variables and hands back what it printed.
///
/// There is no shell, no standard input, and standard error goes nowhere: it may hold secrets.
struct Program: Sendable {
  let words: [String]
  let variables: [String: String]
  let timeout: Duration
  var outputLimit = 64 << 10

  func output() async throws(ProgramError) -> [UInt8] {
    let name = words.first ?? ""
    guard let path = executable(name) else { throw .notFound(name) }
    let result: Result<[UInt8], ProgramError> = await withCheckedContinuation { continuation in
      // Waiting for a pipe blocks, which Swift's own threads must not do.
      DispatchQueue.global().async { continuation.resume(returning: run(path, name: name)) }
    }
    return try result.get()
  }

  /// A name with a slash is a path; others are looked up in the `PATH` of `variables`.
  private func executable(_ name: String) -> String? {
    let candidates =
      name.contains("/")
      ? [name]
      : (variables["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        .map { "\($0)/\(name)" }
    return candidates.first {
      var isDirectory: ObjCBool = false
      return FileManager.default.fileExists(atPath: $0, isDirectory: &isDirectory)
        && !isDirectory.boolValue && FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  private func run(_ path: String, name: String) -> Result<[UInt8], ProgramError> {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = Array(words.dropFirst())
    process.environment = variables
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try process.run()
    } catch {
      return .failure(.notStarted(name))
    }
    let deadline = ContinuousClock.now + timeout
    let output = read(pipe.fileHandleForReading.fileDescriptor, until: deadline)
    let left = ContinuousClock.now.duration(to: deadline).inMilliseconds
    guard case .success = output, ended.wait(timeout: .now() + .milliseconds(left)) == .success
    else {
      end(process)
      ended.wait()
      if case .failure(let error) = output { return .failure(error) }
      return .failure(.timedOut(after: timeout))
    }
    guard process.terminationReason == .exit else {
      return .failure(.killed(signal: process.terminationStatus))
    }
    guard process.terminationStatus == 0 else {
      return .failure(.failed(status: process.terminationStatus))
    }
    return output
  }

  private func read(
    _ descriptor: Int32, until deadline: ContinuousClock.Instant
  ) -> Result<[UInt8], ProgramError> {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let left = ContinuousClock.now.duration(to: deadline).inMilliseconds
      let ready = Glibc.poll(&poll, 1, Int32(clamping: left))
      if ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { return .failure(.timedOut(after: timeout)) }
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return .success(output) }
      output += buffer[..<count]
      guard output.count <= outputLimit else { return .failure(.tooMuchOutput(limit: outputLimit)) }
    }
  }

  /// The program may have started others; they end with it where it leads a group of its own.
  private func end(_ process: Process) {
    let id = process.processIdentifier
    guard process.isRunning, id > 0 else { return }
    kill(getpgid(id) == id ? -id : id, SIGKILL)
  }
}

extension Duration {
  /// Whole milliseconds, never negative.
  fileprivate var inMilliseconds: Int { Int(max(0, inSeconds) * 1000) }
}

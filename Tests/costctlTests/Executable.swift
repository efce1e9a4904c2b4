import Foundation
import Testing

/// Runs the built program as a user does: a process of its own, with an environment that says nothing.
struct Executable {
  struct Run {
    let code: Int32
    let output: String
    let messages: String
  }

  /// A folder of its own for each test, removed when the test ends.
  final class Folder {
    let url: URL

    init() throws {
      url = FileManager.default.temporaryDirectory
        .appending(path: "costctl-tests-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to name: String) throws {
      try Data(text.utf8).write(to: url.appending(path: name))
    }

    func read(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
    }

    func entries() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    }
  }

  let folder: Folder

  init() throws { folder = try Folder() }

  /// Beside the test program, where the package manager builds it.
  static let url = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "costctl")

  static let environment = [
    "HOME": "/home/tester", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TMPDIR": "/tmp",
  ]

  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Run {
    try run(arguments, environment: environment)
  }

  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Run {
    try run(Self.url, arguments, environment: environment)
  }

  /// Runs a shell line in which `$COSTCTL` is the program.
  func shell(_ line: String) throws -> Run {
    try run(
      URL(filePath: "/bin/sh"), ["-c", line], environment: ["COSTCTL": Self.url.path])
  }

  func process(_ program: URL, _ arguments: [String], environment: [String: String]) -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = Self.environment.merging(environment) { $1 }
    process.currentDirectoryURL = folder.url
    return process
  }

  private func run(
    _ program: URL, _ arguments: [String], environment: [String: String]
  ) throws -> Run {
    let process = process(program, arguments, environment: environment)
    let name = UUID().uuidString
    let files = [".\(name).out", ".\(name).err"].map { folder.url.appending(path: $0) }
    for file in files { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationReason == .exit, "ended by signal \(process.terminationStatus)")
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    for file in files { try FileManager.default.removeItem(at: file) }
    return Run(code: process.terminationStatus, output: texts[0], messages: texts[1])
  }
}

import CostModel
import Foundation
import Testing

@testable import Telemetry

@Suite("Credential process")
struct CredentialProcessTests {
  /// Runs `body` with the path of a script for `sh`; executing a file just written may find it busy.
  private func withScript(_ lines: String, _ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "costctl \(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = folder.appending(path: "keys")
    try "\(lines)\n".write(to: script, atomically: true, encoding: .utf8)
    try await body(script.path(percentEncoded: false))
  }

  private func find(
    _ commandLine: String, variables: [String: String] = ["PATH": "/usr/bin:/bin"],
    timeout: Duration = .seconds(60)
  ) async throws -> AWSCredentials {
    let machine = FakeMachine(
      config: "[default]\naws_account_id = 42\ncredential_process = \(commandLine)\n",
      variables: variables)
    let process = CredentialProcess(
      context: try machine.context(), profile: "default", timeout: timeout)
    guard case .found(let found) = try await process.find() else {
      throw CredentialDocumentError.malformed
    }
    return found.credentials
  }

  private func failure(
    _ commandLine: String, timeout: Duration = .seconds(60)
  ) async -> CredentialProcessError? {
    await #expect(throws: CredentialProcessError.self) {
      try await find(commandLine, timeout: timeout)
    }
  }

  @Test("version 1 JSON becomes credentials")
  func credentials() async throws {
    let json =
      #"{"Version":1,"AccessKeyId":"K","SecretAccessKey":"s","SessionToken":"t","#
      + #""Expiration":"2026-01-01T01:00:00+00:00"}"#
    try await withScript("echo '\(json)'") { script in
      let found = try await find("sh '\(script)'")
      let expected = AWSCredentials(
        accessKeyID: "K", secretAccessKey: Secret("s"), sessionToken: Secret("t"),
        expiration: Instant(iso8601: "2026-01-01T01:00:00Z"), accountID: "42")
      #expect(found == expected)
    }
  }

  @Test("no shell reads the line: ; $( ) ` | > & * and $NAME arrive as written")
  func noShell() async throws {
    let lines = #"""
      printf '{"Version":1,"SecretAccessKey":"s","AccessKeyId":"'
      for word in "$@"; do printf '[%s]' "$word"; done
      printf '"}'
      """#
    try await withScript(lines) { script in
      let mark = "\(script).mark"
      let found = try await find(
        "sh '\(script)' a; touch '\(mark)' $(touch '\(mark)') `x` | & > $HOME * # ~ 'q w'")
      #expect(
        found.accessKeyID
          == "[a;][touch][\(mark)][$(touch][\(mark))][`x`][|][&][>][$HOME][*][#][~][q w]")
      #expect(!FileManager.default.fileExists(atPath: mark))
    }
  }

  @Test("the program gets the variables it is handed and no others")
  func variables() async throws {
    let found = try await find(
      #"sh -c 'printf "{\"Version\":1,\"AccessKeyId\":\"$NAME-$HOME\",\"SecretAccessKey\":\"s\"}"'"#,
      variables: ["PATH": "/usr/bin:/bin", "NAME": "n"])
    #expect(found.accessKeyID == "n-")
  }

  @Test("a failing program is told by its status; what it printed is not")
  func failing() async throws {
    try await withScript("echo canary; echo canary >&2; exit 3") { script in
      let error = await failure("sh '\(script)' canary")
      #expect(error?.problem == .program(.failed(status: 3)))
      #expect(error?.description.contains("canary") == false)
    }
  }

  @Test("a program that hangs is ended, with what it started")
  func hanging() async throws {
    try await withScript("sleep 600 & sleep 600") { script in
      let error = await failure("sh '\(script)'", timeout: .milliseconds(200))
      #expect(error?.problem == .program(.timedOut(after: .milliseconds(200))))
    }
  }

  @Test("endless output is cut off")
  func endless() async throws {
    let error = await failure("yes canary")
    #expect(error?.problem == .program(.tooMuchOutput(limit: 65_536)))
  }

  @Test(
    "output that is no version 1 credentials is refused, and not quoted",
    arguments: zip(
      [
        "canary", "{}", #"{"Version":2,"AccessKeyId":"canary"}"#, #"{"Version":"1"}"#,
        #"{"Version":1,"SecretAccessKey":"canary"}"#,
        #"{"Version":1,"AccessKeyId":"K","SecretAccessKey":"canary","Expiration":"canary"}"#,
      ],
      [
        .output(.malformed), .badVersion(nil), .badVersion(2), .output(.malformed),
        .output(.missing("AccessKeyId")), .output(.badExpiration),
      ] as [CredentialProcessError.Problem]))
  func badOutput(output: String, problem: CredentialProcessError.Problem) async throws {
    let error = await failure("echo '\(output)'")
    #expect(error?.problem == problem)
    #expect(error?.description.contains("canary") == false)
  }

  @Test("a line that is empty, open or names no program is an error")
  func badLine() async {
    #expect(await failure("")?.problem == .badCommandLine)
    #expect(await failure("'open")?.problem == .badCommandLine)
    #expect(await failure("no-such-program x")?.problem == .program(.notFound("no-such-program")))
    #expect(await failure("/")?.problem == .program(.notFound("/")))
  }
}

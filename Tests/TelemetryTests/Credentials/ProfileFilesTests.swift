import Foundation
import Testing

@testable import Telemetry

struct ParsedByBotocore: Decodable, Sendable, CustomTestStringConvertible {
  struct Expected: Decodable, Sendable {
    let profiles: [String: [String: ParsedValue]]
    let services: [String: [String: ParsedValue]]
    let ssoSessions: [String: [String: ParsedValue]]

    private enum CodingKeys: String, CodingKey {
      case profiles, services
      case ssoSessions = "sso_sessions"
    }
  }

  let name: String
  let config: String
  let credentials: String?
  let expected: Expected?
  var testDescription: String { name }
}

struct ParsedValue: Decodable, Sendable {
  let value: AWSProfile.Value

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      value = .text(text)
    } else {
      value = .nested(try container.decode([String: String].self))
    }
  }
}

struct SplitByPython: Decodable, Sendable, CustomTestStringConvertible {
  let line: String
  let words: [String]?
  var testDescription: String { line }
}

@Suite("Profile files")
struct ProfileFilesTests {
  @Test(
    "are read as botocore reads them",
    arguments: try BotocoreFixture<ParsedByBotocore>.read("profiles"))
  func equalsBotocore(parsed: ParsedByBotocore) throws {
    let machine = FakeMachine(config: parsed.config, credentials: parsed.credentials)
    guard let expected = parsed.expected else {
      #expect(throws: ProfileFileError.self) { try AWSProfileFiles(machine.environment) }
      return
    }
    let files = try AWSProfileFiles(machine.environment)
    #expect(Set(files.profileNames) == Set(expected.profiles.keys))
    for (name, values) in expected.profiles {
      #expect(files.profile(name)?.values == values.mapValues(\.value))
    }
    #expect(files.ssoSessions.mapValues(\.values) == expected.ssoSessions.asValues)
    #expect(files.services.mapValues(\.values) == expected.services.asValues)
  }

  @Test(
    "command lines are split as Python's shlex splits them",
    arguments: try BotocoreFixture<SplitByPython>.read("command-lines"))
  func equalsShlex(expected: SplitByPython) {
    #expect(ShellWords.split(expected.line) == expected.words)
  }

  @Test("a byte-order mark is skipped, where configparser refuses the file")
  func byteOrderMark() throws {
    let files = try AWSProfileFiles(
      FakeMachine(config: "\u{FEFF}[default]\nregion = r\n").environment)
    #expect(files.profile("default")?["region"] == "r")
  }

  @Test("files that do not exist are empty ones")
  func missing() throws {
    #expect(try AWSProfileFiles(FakeMachine().environment).profileNames.isEmpty)
  }

  @Test("paths come from variables, with ~ and $NAME replaced")
  func paths() throws {
    let machine = FakeMachine(variables: [
      "AWS_CONFIG_FILE": "~/c", "AWS_SHARED_CREDENTIALS_FILE": "$DIR/${SUB}/$NONE/x", "DIR": "/d",
      "SUB": "s",
    ])
    let files = try AWSProfileFiles(machine.environment)
    #expect(files.configPath == "/home/u/c")
    #expect(files.credentialsPath == "/d/s/$NONE/x")
  }

  @Test("a file that cannot be read is an error that names it")
  func unreadable() {
    let environment = AWSEnvironment(
      variables: [:], homeDirectory: "/home/u",
      readFile: { _ in throw FileReadError.denied }, now: { FakeMachine.now })
    let error = #expect(throws: ProfileFileError.self) { try AWSProfileFiles(environment) }
    #expect(
      error?.description
        == "/home/u/.aws/config cannot be read (permission denied); check its permissions")
  }

  @Test("a broken line is named by file and number, never quoted")
  func broken() {
    let machine = FakeMachine(credentials: "[default]\nregion = r\nsecret canary\n")
    let error = #expect(throws: ProfileFileError.self) { try AWSProfileFiles(machine.environment) }
    #expect(error?.description.contains("/home/u/.aws/credentials") == true)
    #expect(error?.description.contains("line 3") == true)
    #expect(error?.description.contains("canary") == false)
  }

  @Test("bytes that are not UTF-8 are refused")
  func notText() {
    let environment = AWSEnvironment(
      variables: [:], homeDirectory: "/home/u", readFile: { _ in [0x5B, 0xFF, 0x5D] },
      now: { FakeMachine.now })
    #expect(throws: ProfileFileError.self) { try AWSProfileFiles(environment) }
  }

  @Test("the machine's own files are read; what is missing or a folder is nil")
  func realFiles() throws {
    #expect(try AWSEnvironment.contents(of: #filePath)?.isEmpty == false)
    #expect(try AWSEnvironment.contents(of: "\(#filePath).missing") == nil)
    #expect(try AWSEnvironment.contents(of: AWSFixture.folder.path()) == nil)
  }
}

extension [String: [String: ParsedValue]] {
  fileprivate var asValues: [String: [String: AWSProfile.Value]] {
    mapValues { $0.mapValues(\.value) }
  }
}

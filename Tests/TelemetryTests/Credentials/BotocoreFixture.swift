import Foundation

@testable import Telemetry

/// What botocore makes of a case: `Tests/Fixtures/credentials/generate.py`.
struct BotocoreFixture<Case: Decodable>: Decodable {
  let cases: [Case]

  static func read(_ name: String) throws -> [Case] {
    let file = AWSFixture.folder.appending(path: "credentials/\(name).json")
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: file)).cases
  }
}

/// A machine as the generator set it up, and what botocore found there.
struct ResolvedByBotocore<Expected: Decodable & Sendable>: Decodable, Sendable {
  let name: String
  let config: String?
  let credentials: String?
  let profile: String?
  let variables: [String: String]
  let expected: Expected

  var machine: FakeMachine {
    FakeMachine(config: config, credentials: credentials, variables: variables)
  }
}

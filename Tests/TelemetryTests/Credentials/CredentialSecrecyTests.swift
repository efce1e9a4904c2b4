import Testing

@testable import Telemetry

@Suite("Credential secrecy")
struct CredentialSecrecyTests {
  /// Every way a value turns into text.
  private func texts(of value: Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    return [String(describing: value), String(reflecting: value), "\(value)", dumped]
  }

  private let machine = FakeMachine(
    config: """
      [default]
      role_arn = arn:aws:iam::1:role/r
      source_profile = base
      credential_process = sh -c canary
      aws_session_token = canary
      [profile base]
      aws_access_key_id = K
      aws_secret_access_key = canary
      """,
    credentials: "[base]\naws_secret_access_key = canary\naws_session_token = canary\n",
    variables: [
      "AWS_ACCESS_KEY_ID": "K", "AWS_SECRET_ACCESS_KEY": "canary", "AWS_SESSION_TOKEN": "canary",
      "AWS_CONTAINER_AUTHORIZATION_TOKEN": "canary",
    ])

  @Test("settings, files, environment, chain and credentials show no secret in any form")
  func values() async throws {
    let chain = try machine.chain()
    let held = ExpiringCredentials(chain, now: { FakeMachine.now })
    let found = try await held.found()
    #expect(found.credentials.secretAccessKey.revealed == "canary")
    let values: [Any] = [
      machine.environment, try machine.settings(), try AWSProfileFiles(machine.environment), chain,
      held, found, CredentialSearch.found(found),
      try machine.settings().files.profile("base") as Any,
    ]
    for value in values {
      for text in texts(of: value) { #expect(!text.contains("canary")) }
    }
  }

  @Test("no error of a failing search shows a secret in any form")
  func errors() async throws {
    let broken = [
      "[default]\naws_secret_access_key = canary\naws_access_key_id\n",
      "[default]\naws_secret_access_key = canary\naws_secret_access_key = canary\n",
      "[default]\naws_access_key_id = K\naws_session_token = canary\n",
      "[default]\ncredential_process = sh -c 'echo canary; exit 1'\n",
      "[default]\ncredential_process = echo canary\n",
      "[default]\ncredential_process = 'canary\n",
      "[default]\nrole_arn = r\ncredential_source = Environment\n",
    ]
    let echoing = FakeNetwork { _ throws(HTTPError) in FakeNetwork.json("canary", status: 400) }
    for config in broken {
      let machine = FakeMachine(
        config: config,
        variables: [
          "PATH": "/usr/bin:/bin", "AWS_SECRET_ACCESS_KEY": "canary",
          "AWS_EC2_METADATA_DISABLED": "true",
        ])
      let error = await #expect(throws: (any Error).self, "\(config)") {
        try await machine.chain(AWSOptions(profile: "default"), transport: echoing).find()
      }
      for text in texts(of: error as Any) { #expect(!text.contains("canary"), "\(config)") }
    }
  }
}

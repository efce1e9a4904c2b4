import Testing

@testable import Telemetry

struct FoundByBotocore: Decodable, Sendable {
  let error: String?
  let method: String?
  let key: String?

  /// botocore's names of the places.
  var place: CredentialPlace? {
    switch method {
    case "env": .environment
    case "assume-role": .assumeRole
    case "assume-role-with-web-identity": .webIdentity
    case "sso": .sso
    case "shared-credentials-file": .sharedCredentials
    case "custom-process": .process
    case "config-file": .configFile
    case "container-role": .container
    case "iam-role": .instanceMetadata
    default: nil
    }
  }
}

@Suite("Credential chain")
struct CredentialChainTests {
  typealias Expected = ResolvedByBotocore<FoundByBotocore>

  @Test(
    "finds what botocore finds, in the same place, and fails where it fails",
    arguments: try BotocoreFixture<Expected>.read("chains"))
  func equalsBotocore(resolved: Expected) async throws {
    var machine = resolved.machine
    machine.files["/token"] = "jwt\n"
    // The files of `aws sso login` for the session s and the start URL https://x (SHA-1 by Python).
    let token = #"{"accessToken":"t","expiresAt":"2040-01-01T00:00:00Z"}"#
    for hash in [
      "a0f1490a20d0211c997b44bc357e1972deab8ae3", "98383e6608d65e46b24bbd92582bc8d916605a21",
    ] {
      machine.files["/home/u/.aws/sso/cache/\(hash).json"] = token
    }
    let expected = resolved.expected
    let options = AWSOptions(profile: resolved.profile, region: "us-east-1")
    guard expected.error == nil, let place = expected.place else {
      await #expect(throws: (any Error).self, "\(resolved.name)") {
        try await machine.chain(options, transport: FakeNetwork.aws).find()
      }
      return
    }
    let (link, found) = try await machine.chain(options, transport: FakeNetwork.aws).find()
    #expect(link.place == place, "\(resolved.name)")
    if let key = expected.key { #expect(found.credentials.accessKeyID == key, "\(resolved.name)") }
  }

  @Test("when nothing is found, the error lists every place and why")
  func nothing() async throws {
    let chain = try FakeMachine(variables: ["AWS_EC2_METADATA_DISABLED": "true"]).chain()
    let error = await #expect(throws: CredentialChainError.self) { try await chain.find() }
    let text = error?.description ?? ""
    for place in CredentialPlace.allCases { #expect(text.contains(place.rawValue)) }
    #expect(text.contains("AWS_ACCESS_KEY_ID is not set"))
    #expect(text.contains("AWS_EC2_METADATA_DISABLED is true"))
  }

  @Test(
    "each source is told in a sentence",
    arguments: [
      (
        "[default]\ncredential_process = /bin/echo '{\"Version\":1,\"AccessKeyId\":\"P\",\"SecretAccessKey\":\"s\"}'\n",
        "profile default (credential_process)"
      ),
      (
        "[default]\naws_access_key_id = K\naws_secret_access_key = s\n",
        "profile default (config file)"
      ),
      (
        "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = a\n[profile a]\naws_access_key_id = K\naws_secret_access_key = s\n",
        "profile default (role arn:aws:iam::1:role/r through profile a (config file))"
      ),
    ])
  func sources(config: String, source: String) async throws {
    let machine = FakeMachine(config: config, variables: ["AWS_REGION": "us-east-1"])
    #expect(try await machine.chain(transport: FakeNetwork.aws).find().1.source == source)
  }

  @Test("a shared credentials file that another tool rewrites is read anew on renewal")
  func rewrittenFile() async throws {
    let keys = SharedText("[default]\naws_access_key_id = OLD\naws_secret_access_key = s\n")
    let environment = AWSEnvironment(
      variables: [:], homeDirectory: "/home/u",
      readFile: { $0.hasSuffix("credentials") ? Array(keys.text.utf8) : nil },
      now: { FakeMachine.now })
    let chain = CredentialChain(
      settings: try AWSSettings(AWSOptions(), environment: environment), environment: environment,
      transport: FakeNetwork.silent)
    let held = ExpiringCredentials(chain, now: { FakeMachine.now })
    let old = try await held.credentials()
    keys.replace(with: "[default]\naws_access_key_id = NEW\naws_secret_access_key = s\n")
    #expect(try await held.credentials() == old)
    #expect(try await held.credentials(replacing: old).accessKeyID == "NEW")
  }
}

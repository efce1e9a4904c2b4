import Testing

@testable import Telemetry

struct SettingsByBotocore: Decodable, Sendable {
  let error: String?
  let profile: String?
  let region: String?
  let maxAttempts: Int?
  let bundle: String?
  let endpoint: String?
  let metadataEndpoint: String?
  let metadataTimeout: Int?
  let metadataAttempts: Int?

  private enum CodingKeys: String, CodingKey {
    case error, profile, region, endpoint
    case maxAttempts = "max_attempts"
    case bundle = "ca_bundle"
    case metadataEndpoint = "metadata_endpoint"
    case metadataTimeout = "metadata_timeout"
    case metadataAttempts = "metadata_attempts"
  }
}

@Suite("AWS settings")
struct SettingsTests {
  typealias Expected = ResolvedByBotocore<SettingsByBotocore>

  @Test(
    "are resolved as botocore resolves them",
    arguments: try BotocoreFixture<Expected>.read("settings"))
  func equalsBotocore(resolved: Expected) throws {
    let expected = resolved.expected
    guard expected.error == nil else {
      #expect(throws: AWSSettingsError.self, "\(resolved.name)") {
        try resolved.machine.settings().endpoint(for: "cloudwatch")
      }
      return
    }
    let settings = try resolved.machine.settings()
    #expect(settings.profile.value == expected.profile, "\(resolved.name)")
    #expect(settings.region?.value == expected.region, "\(resolved.name)")
    #expect(settings.maximumAttempts.value == expected.maxAttempts ?? 3, "\(resolved.name)")
    #expect(settings.caBundle?.value == expected.bundle, "\(resolved.name)")
    let endpoint = try settings.endpoint(for: "cloudwatch")?.value
    #expect(endpoint == expected.endpoint, "\(resolved.name)")
    let metadata = settings.metadata
    #expect(metadata.endpoint.value == expected.metadataEndpoint, "\(resolved.name)")
    #expect(metadata.timeout.value == expected.metadataTimeout, "\(resolved.name)")
    #expect(metadata.attempts.value == expected.metadataAttempts, "\(resolved.name)")
  }

  @Test(
    "the region comes from --region, AWS_REGION, AWS_DEFAULT_REGION, the profile, in this order",
    arguments: zip(
      0..<5, ["--region", "AWS_REGION", "AWS_DEFAULT_REGION", "region of profile default", ""]))
  func regionOrder(skipped: Int, origin: String) throws {
    let variables = ["AWS_REGION": "b-1", "AWS_DEFAULT_REGION": "c-1"]
    let machine = FakeMachine(
      config: skipped < 4 ? "[default]\nregion = d-1\n" : nil,
      variables: variables.filter { skipped < ($0.key == "AWS_REGION" ? 2 : 3) })
    let settings = try machine.settings(AWSOptions(region: skipped < 1 ? "a-1" : nil))
    #expect(settings.region.map { "\($0.origin)" } ?? "" == origin)
  }

  @Test("AWS_PROFILE comes before AWS_DEFAULT_PROFILE, --profile before both, empty is unset")
  func profileOrder() throws {
    var machine = FakeMachine(
      config: "[profile a]\n[profile b]\n[profile c]\n",
      variables: ["AWS_PROFILE": "b", "AWS_DEFAULT_PROFILE": "c"])
    #expect(
      try machine.settings(AWSOptions(profile: "a")).profile
        == Setting("a", from: .option("--profile")))
    #expect(try machine.settings().profile == Setting("b", from: .variable("AWS_PROFILE")))
    machine.variables["AWS_PROFILE"] = ""
    #expect(try machine.settings().profile.value == "c")
  }

  @Test("--endpoint-url comes before everything, even where configured endpoints are ignored")
  func endpointOption() throws {
    let machine = FakeMachine(variables: [
      "AWS_ENDPOINT_URL_LAMBDA": "http://b", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
    ])
    let settings = try machine.settings(AWSOptions(endpointURL: "http://a"))
    #expect(
      try settings.endpoint(for: "lambda") == Setting("http://a", from: .option("--endpoint-url")))
  }

  @Test(
    "a region that could change the host is refused",
    arguments: ["evil.example/", "a b", "-a", "a.b", "é", "a\nb", "a:1", "x@y"])
  func badRegion(region: String) {
    #expect(throws: AWSSettingsError.badRegion(region, from: .variable("AWS_REGION"))) {
      try FakeMachine(variables: ["AWS_REGION": region]).settings()
    }
  }

  @Test("attempts must be a number above zero", arguments: ["0", "-1", "x", "1.5"])
  func badAttempts(text: String) {
    #expect(throws: AWSSettingsError.badNumber(text, from: .variable("AWS_MAX_ATTEMPTS"))) {
      try FakeMachine(variables: ["AWS_MAX_ATTEMPTS": text]).settings()
    }
  }

  @Test("an endpoint that is no URL is refused, and not quoted, since it may hold a password")
  func badEndpoint() throws {
    let machine = FakeMachine(variables: ["AWS_ENDPOINT_URL": "http://user:canary@host"])
    let error = #expect(throws: AWSSettingsError.self) {
      try machine.settings().endpoint(for: "sts")
    }
    #expect(error?.description.contains("AWS_ENDPOINT_URL") == true)
    #expect(error?.description.contains("canary") == false)
  }
}

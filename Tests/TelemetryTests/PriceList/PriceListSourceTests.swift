import CostModel
import Foundation
import Testing

@testable import Telemetry

@Suite("Where the price list is read")
struct PriceListSourceTests {
  private static let root = "/offers/v1.0/aws"

  private func source(_ transport: any HTTPTransport, _ clock: SleeplessClock = SleeplessClock())
    -> PriceListSource
  {
    PriceListSource(.server("https://mirror.example.com/aws"), transport: transport, timer: clock)
  }

  private func contents(_ source: PriceListSource) async throws -> String {
    String(decoding: try await source.contents(of: .index, limit: 100), as: UTF8.self)
  }

  @Test("a mirror's own path comes before the list's")
  func address() async throws {
    let transport = AnsweringTransport(.text(200, "{}"))
    #expect(try await contents(source(transport)) == "{}")
    #expect(
      transport.sent.map(\.url) == ["https://mirror.example.com/aws/offers/v1.0/aws/index.json"])
    #expect(transport.sent[0].limits.maximumBodyBytes == 100)
    #expect(transport.sent[0].headers.isEmpty, "no credentials go along")
  }

  @Test("what may pass is tried twice more, after a pause", arguments: [429, 500, 503])
  func retries(status: Int) async throws {
    let clock = SleeplessClock()
    let transport = AnsweringTransport(
      .text(status, "later"), .text(status, "later"), .text(200, "now"))
    #expect(try await contents(source(transport, clock)) == "now")
    #expect(clock.sleeps == [.seconds(1), .seconds(3)])
  }

  @Test("and then given up")
  func givenUp() async throws {
    let transport = AnsweringTransport { request, _ throws(HTTPError) in
      throw .connection(host: "mirror.example.com", reason: "reset")
    }
    await #expect(throws: PriceListError.self) { try await contents(source(transport)) }
    #expect(transport.sent.count == 3)
  }

  @Test("what is refused is not asked again", arguments: [403, 404])
  func refused(status: Int) async throws {
    let transport = AnsweringTransport(.text(status, "no"))
    let url = "https://mirror.example.com/aws/offers/v1.0/aws/index.json"
    await #expect(throws: PriceListError.status(status, file: url)) {
      try await contents(source(transport))
    }
    #expect(transport.sent.count == 1)
  }

  @Test(
    "an index leads nowhere but into the list",
    arguments: [
      "https://evil.example.com/x", "//evil.example.com/x/y", "/../../etc/passwd", "/a/./b",
      "/a/%2e%2e/b", "/a b/c", "relative/path", "/", "/a", "/a\u{0}b/c", "/a?b=/c",
    ])
  func paths(text: String) {
    #expect(PriceListPath(text) == nil)
  }

  @Test("a path tells its version, and where the same file is as CSV")
  func versions() throws {
    let path = try #require(
      PriceListPath("\(Self.root)/AmazonEC2/20260925174521/eu-west-1/index.json"))
    #expect(path.version == "20260925174521")
    #expect(path.csv.description == "\(Self.root)/AmazonEC2/20260925174521/eu-west-1/index.csv")
  }

  @Test("services have their regions in a mapping, plans in a list")
  func directory() throws {
    var directory = PriceListDirectory()
    let service = PriceListFixture.regionIndex(.lambda, "eu-west-1")
    try directory.add(Array(service.utf8), of: .lambda, file: "x")
    let plan = """
      {"regions": [{"regionCode": "eu-west-1",
        "versionUrl": "/savingsPlan/v1.0/aws/AWSComputeSavingsPlan/2026/eu-west-1/index.json"}]}
      """
    try directory.add(Array(plan.utf8), of: .computePlans, file: "x")
    #expect(directory.file(of: .lambda, in: "eu-west-1")?.version == "20261120002359")
    #expect(
      directory.file(of: .computePlans, in: "eu-west-1")?.path.description.hasSuffix(".csv") == true
    )
    #expect(directory.file(of: .lambda, in: "us-east-1") == nil)
    #expect(throws: PriceListError.notAnIndex(file: "x")) {
      try directory.add(Array("[]".utf8), of: .ec2, file: "x")
    }
  }

  @Test("plans are found through the services they discount")
  func plans() throws {
    let index = try OfferIndex(
      Array(
        """
        {"offers": {"AWSLambda": {"currentRegionIndexUrl": "/l", "currentSavingsPlanIndexUrl": "/c"},
          "AmazonSageMaker": {"currentSavingsPlanIndexUrl": "/m"}}}
        """.utf8), file: "x")
    let found = PriceListOffer.allCases.map { index.regionIndex(of: $0) }
    #expect(found == ["/l", nil, "/c", nil, "/m", nil, nil])
  }

  @Test("a folder is read as the server's files lie in it, and bounded as well")
  func folder() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "costctl-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.appending(path: Self.root)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try Data("some text".utf8).write(to: place.appending(path: "index.json"))
    let source = PriceListSource(
      .folder(folder.path), transport: AnsweringTransport(.text(500, "")), timer: SleeplessClock())
    #expect(try await contents(source) == "some text")
    await #expect(throws: PriceListError.self) { try await source.contents(of: .index, limit: 8) }
    let absent = PriceListSource(
      .folder("\(folder.path)/no"), transport: AnsweringTransport(.text(500, "")),
      timer: SleeplessClock())
    let error = await #expect(throws: PriceListError.self) {
      try await absent.contents(of: .index, limit: 8)
    }
    #expect(error?.description.contains("/no\(Self.root)/index.json") == true)
  }
}

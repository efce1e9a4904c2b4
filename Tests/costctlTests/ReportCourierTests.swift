import ArgumentParser
import CostModel
import Foundation
import Telemetry
import Testing

@testable import costctl

@Suite("The report's courier")
struct ReportCourierTests {
  private let folder: Executable.Folder
  private static let parcel = Parcel(
    runID: "run", period: "2026-W48", subject: "s", summary: "t",
    attachments: [
      .init(name: "costctl-2026-W48.html", mediaType: "text/html", bytes: Array("page".utf8)),
      .init(name: "costctl-2026-W48.md", mediaType: "text/markdown", bytes: Array("mark".utf8)),
      .init(name: "costctl-2026-W48.json", mediaType: "application/json", bytes: Array("{}".utf8)),
    ])

  init() throws { folder = try Executable.Folder() }

  private func receipt(
    _ target: Delivery.Target, environment: [String: String] = [:]
  ) async throws -> DeliveryReceipt {
    let session = try Session(
      try GlobalOptions.parse([]),
      in: Surroundings(
        environment: environment.merging(["AWS_EC2_METADATA_DISABLED": "true"]) { $1 },
        clock: Instant(epochSeconds: 1_796_000_000), currentDirectory: folder.url.path,
        outputIsTerminal: false, outputWidth: nil))
    return await ReportCourier(session: session).deliver(
      Self.parcel, to: Delivery(target: target, condition: .always, timeout: .seconds(5)))
  }

  @Test("a file takes the form of its name, in folders made for it")
  func file() async throws {
    let receipt = try await receipt(.file("deep/{period}/report.md"))
    #expect(receipt.status == .delivered && receipt.attempts == 1)
    #expect(try folder.read("deep/2026-W48/report.md") == "mark")
    #expect(try folder.entries() == ["deep"])
  }

  @Test("a folder takes every form, and a second time changes nothing")
  func directory() async throws {
    for _ in 0..<2 {
      #expect(try await receipt(.file("out/")).status == .delivered)
      let names = try FileManager.default.contentsOfDirectory(
        atPath: folder.url.appending(path: "out").path)
      #expect(
        names.sorted() == [
          "costctl-2026-W48.html", "costctl-2026-W48.json", "costctl-2026-W48.md",
        ])
    }
  }

  @Test("a file where a folder should be is told, and nothing is left behind")
  func inTheWay() async throws {
    try folder.write("x", to: "out")
    let receipt = try await receipt(.file("out/a.html"))
    #expect(receipt.status == .failed)
    #expect(receipt.detail?.contains("\(folder.url.path)/out") == true)
    #expect(try folder.entries() == ["out"])
  }

  @Test("a variable that is not set is named and nothing is tried")
  func unset() async throws {
    let receipt = try await receipt(.slack(.variable("HOOK")))
    #expect(
      receipt
        == DeliveryReceipt(
          status: .failed, attempts: 0, seconds: 0,
          detail: "the environment variable HOOK is not set"))
  }

  @Test("the first line of a secret's file counts")
  func secretFile() async throws {
    let missing = try await receipt(.slack(.file("hook")))
    #expect(missing.detail == "the secret in hook cannot be read: No such file or directory")
    try folder.write("\n", to: "hook")
    let empty = try await receipt(.slack(.file("hook")))
    #expect(empty.detail == "hook should hold a secret on its first line and holds none")
    try folder.write("  http://[::1/sEcReT \nsecond\n", to: "hook")
    let bad = try await receipt(.slack(.file("hook")))
    #expect(bad.detail == "the address is not an absolute https URL" && bad.attempts == 1)
  }

  @Test("plain http beyond this machine is refused")
  func plainHTTP() async throws {
    let receipt = try await receipt(
      .webhook(url: .variable("HOOK"), key: nil),
      environment: ["HOOK": "http://hooks.invalid/sEcReT"])
    #expect(receipt.status == .failed)
    #expect(receipt.detail == "plain http to hooks.invalid is refused, use https")
  }

  @Test("without credentials an upload says so")
  func noCredentials() async throws {
    let receipt = try await receipt(
      .s3(bucket: "finops-reports", key: ""), environment: ["HOME": folder.url.path])
    #expect(receipt.status == .failed && receipt.detail?.hasPrefix("no credentials: ") == true)
  }

  @Test("a profile that is not there keeps an upload back, and nothing else")
  func badProfile() async throws {
    let environment = ["AWS_PROFILE": "nope", "HOME": folder.url.path]
    let upload = try await receipt(
      .s3(bucket: "finops-reports", key: ""), environment: environment)
    #expect(upload.status == .failed && upload.detail?.contains("nope") == true)
    let chat = try await receipt(
      .slack(.variable("HOOK")), environment: environment.merging(["HOOK": "x"]) { $1 })
    #expect(chat.detail == "the address is not an absolute https URL")
  }
}

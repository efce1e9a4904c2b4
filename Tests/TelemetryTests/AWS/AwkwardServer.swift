import Foundation
import Testing

@testable import Telemetry

/// The server of `Tests/Fixtures/servers/awkward.py` on a port of its own; it ends with this value.
final class AwkwardServer: Sendable {
  struct Address: Decodable {
    let port: Int
    let certificate: String?
  }

  struct Counts: Decodable {
    let connections: Int
    let running: Int
    /// The most requests that were served at once.
    let most: Int
    /// Connections that the client left before it was answered.
    let broken: Int
  }

  let origin: String
  let certificate: String?
  private let input: Pipe
  private let process: Process

  init(tls: Bool = false) throws {
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let script = AWSFixture.folder.appending(path: "servers/awkward.py").path
    process.arguments = ["python3", script] + (tls ? ["tls"] : [])
    input = Pipe()
    process.standardInput = input
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) {
      line += byte
    }
    let address = try JSONDecoder().decode(Address.self, from: line)
    origin = tls ? "https://localhost:\(address.port)" : "http://127.0.0.1:\(address.port)"
    certificate = address.certificate
  }

  deinit {
    do {
      try input.fileHandleForWriting.close()
    } catch {
      process.terminate()
    }
    process.waitUntilExit()
  }

  func counts(over transport: CurlTransport) async throws -> Counts {
    let response = try await transport.send(HTTPRequest(url: origin + "/counts"))
    return try JSONDecoder().decode(Counts.self, from: Data(response.body))
  }
}

/// What the server saw of a request that it echoes.
struct Echo: Decodable {
  let method: String
  let target: String
  let headers: [[String]]
  let body: String

  init(_ response: HTTPResponse) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(response.body))
  }

  func values(of name: String) -> [String] {
    headers.filter { $0[0].lowercased() == name.lowercased() }.map { $0[1] }
  }
}

package import Foundation
package import Testing

/// Compares bytes with the text kept in `Tests/Fixtures/golden`.
///
/// `COSTCTL_RECORD=1` rewrites the file and fails, so that a recording is always read before it passes.
package func expectGolden(
  _ bytes: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = Fixture.folder.appending(path: "golden/\(name)")
  let recording = ProcessInfo.processInfo.environment["COSTCTL_RECORD"] == "1"
  if recording { try Data(bytes).write(to: file) }
  let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
  #expect(
    String(decoding: bytes, as: UTF8.self) == expected && !recording,
    "\(name) \(recording ? "was recorded" : "differs"): read it", sourceLocation: sourceLocation)
}

/// Where the files of other tools and the accepted renderings are.
package enum Fixture {
  package static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")
}

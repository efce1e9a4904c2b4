import Foundation
import Testing

@testable import costctl

@Suite("--output")
struct StagedFileTests {
  private let folder: Executable.Folder

  init() throws { folder = try Executable.Folder() }

  private func path(_ name: String) -> String { folder.url.appending(path: name).path }

  private func mode(_ name: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  @Test("a new file holds the whole result and nothing stays beside it")
  func newFile() throws {
    try Destination.file(path("result")).write(Array("whole".utf8))
    #expect(try folder.read("result") == "whole")
    #expect(try folder.entries() == ["result"])
  }

  @Test("an existing file is replaced and keeps its mode")
  func replaced() throws {
    try folder.write("old", to: "result")
    chmod(path("result"), 0o640)
    try Destination.file(path("result")).write(Array("new".utf8))
    #expect(try folder.read("result") == "new")
    #expect(try mode("result") == 0o640)
  }

  @Test("a link keeps pointing at the file that is replaced")
  func link() throws {
    try folder.write("old", to: "target")
    try FileManager.default.createSymbolicLink(
      atPath: path("link"), withDestinationPath: path("target"))
    try Destination.file(path("link")).write(Array("new".utf8))
    #expect(try folder.read("target") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: path("link")) == path("target"))
  }

  @Test(
    "a folder, a missing folder and a full device are refused by name",
    arguments: [
      ("", "it is a folder"), ("no/where", "No such file or directory"),
    ])
  func refused(name: String, reason: String) {
    #expect(throws: CommandFailure.cannotWrite(path: path(name), reason: reason)) {
      try Destination.file(path(name)).write([1])
    }
  }

  @Test("a write that fails leaves the old file and no other")
  func failedWrite() throws {
    let executable = try Executable()
    try executable.folder.write("old", to: "result")
    // The shell counts blocks of 512 bytes: no file may grow, and the signal for it is ignored.
    let run = try executable.shell(
      "trap '' XFSZ; ulimit -f 0; exec \"$COSTCTL\" config show -q --output result 2>/dev/null")
    #expect(run.code == 1)
    #expect(try executable.folder.read("result") == "old")
    #expect(try executable.folder.entries() == ["result"])
  }

  @Test("what a process that is gone had staged goes, all else stays")
  func leftovers() throws {
    // The largest id a process can have is 4,194,304.
    let names = [
      "page.4194999.tmp", "page.\(getpid()).tmp", "page.x.tmp", "page.-1.tmp", "other.4194999.tmp",
    ]
    for name in names + ["page"] { try folder.write("", to: name) }
    StagedFile(target: path("page")).removeLeftovers()
    #expect(try folder.entries() == (names.dropFirst() + ["page"]).sorted())
  }
}

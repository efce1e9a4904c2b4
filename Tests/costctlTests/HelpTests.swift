import TestSupport
import Testing

@Suite("Help and settings as a user reads them")
struct HelpTests {
  private let costctl: Executable

  init() throws { costctl = try Executable() }

  @Test(
    "--help of each command is as accepted",
    arguments: [
      "", "demo", "pull", "import", "analyze", "recommend", "explain", "estimate", "tco", "export",
      "export recommendations", "report", "report run", "report history", "report show",
      "report install", "bench", "pricing", "pricing show", "pricing update",
      "pricing verify", "config", "config show", "doctor",
    ])
  func help(command: String) throws {
    let run = try costctl.shell("exec \"$COSTCTL\" \(command) --help")
    #expect(run.code == 0)
    let name = ["help", command.replacing(" ", with: "-")].filter { !$0.isEmpty }
    try expectGolden(Array(run.output.utf8), name.joined(separator: "-"))
  }

  @Test("config show names the origin of every value")
  func settings() throws {
    try costctl.folder.write(ConfigurationTests.example, to: "costctl.yaml")
    let run = try costctl.run(
      "config", "show", "--region", "eu-north-1", environment: ["COSTCTL_DB": "/data/c.db"])
    #expect(run.code == 0)
    try expectGolden(Array(run.output.utf8), "config-show.table")
  }

  @Test("--version is one line")
  func version() throws {
    let run = try costctl.run("--version")
    #expect(run.code == 0)
    #expect(run.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }
}

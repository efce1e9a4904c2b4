import Foundation
import TestSupport
import Testing

@Suite("Exit codes and streams")
struct ExitCodeTests {
  private let costctl: Executable

  init() throws { costctl = try Executable() }

  @Test(
    "wrong usage is 64 and says so on standard error",
    arguments: [
      ["analyse"], ["import"], ["analyze", "--since", "soon"], ["analyze", "--format", "xml"],
      ["analyze", "--since", "2026-01-02", "--until", "2026-01-01"],
      ["analyze", "--db", ""], ["analyze", "--region", "Frankfurt"],
      ["analyze", "--quiet", "--verbose"],
      ["recommend", "--fail-on", "tier=cloud"], ["import", "a.csv", "--covers", "2026"],
      ["import", "a.csv", "--account", "12"], ["import", "-", "-"], ["demo", "--format", "csv"],
      ["pricing", "show", "--status", "sure"], ["pricing", "update", "--from", ""],
      ["pricing", "update", "--service", "s3"], ["pricing", "update", "--region", "Frankfurt"],
      ["pricing", "verify", "--max-age", "-1"], ["pricing", "verify", "--fail-on", "old"],
    ])
  func usage(arguments: [String]) throws {
    let run = try costctl.shell(
      "exec \"$COSTCTL\" " + arguments.map { "'\($0)'" }.joined(separator: " "))
    #expect(run.code == 64)
    #expect(run.output == "")
    #expect(run.messages.hasPrefix("Error: "))
  }

  @Test(
    "a failure is 1 with one line that names the thing",
    arguments: [
      ("analyze --db none.db", "none.db"),
      ("import --db new.db absent.csv", "absent.csv"),
      ("config show --config absent.yaml", "absent.yaml"),
      ("config show --output no/where", "no/where"),
      ("analyze --db none.db --config bad.yaml", "bad.yaml:1:1: unknown key regoin"),
      ("pricing update --from absent", "absent/offers/v1.0/aws/index.json"),
      ("pricing show --config price.yaml", "price.yaml:1:25: pricing.overrides.lambda/mars-1/x"),
    ])
  func failure(line: String, named: String) throws {
    try costctl.folder.write("regoin: us-east-1\n", to: "bad.yaml")
    try costctl.folder.write(
      "pricing: { overrides: { \"lambda/mars-1/x\": 1 } }\n", to: "price.yaml")
    let run = try costctl.shell("exec \"$COSTCTL\" \(line)")
    #expect(run.code == 1)
    #expect(run.output == "")
    #expect(run.messages.hasPrefix("costctl: ") && run.messages.contains(named))
    #expect(run.messages.count { $0 == "\n" } == 1, "\(run.messages)")
    #expect(try costctl.folder.entries() == ["bad.yaml", "price.yaml"])
  }

  @Test(
    "a failure writing the result is 1: a full device, a closed standard output",
    arguments: [
      ("> /dev/full", "standard output: No space left on device"),
      (">&-", "standard output: Bad file descriptor"),
      ("--output /dev/full", "/dev/full: No space left on device"),
    ])
  func unwritable(redirection: String, reason: String) throws {
    let run = try costctl.shell("exec \"$COSTCTL\" config show \(redirection)")
    #expect(run.code == 1)
    #expect(run.messages == "costctl: cannot write \(reason)\n")
  }

  @Test("a reader that leaves early is no failure and no noise")
  func earlyReader() throws {
    let run = try costctl.shell("{ \"$COSTCTL\" demo -q; echo $? >&2; } | head -n 1 | wc -l")
    #expect(run.messages == "0\n")
    #expect(run.output.trimmingCharacters(in: .whitespacesAndNewlines) == "1")
  }

  @Test("an import of which one file fails is 3, and the rest is stored")
  func partial() throws {
    try costctl.folder.write(Self.samples, to: "good.csv")
    let run = try costctl.run("import", "--db", "c.db", "--format", "json", "good.csv", "no.csv")
    #expect(run.code == 3)
    #expect(run.output.hasPrefix("{\"schema\":\"costctl/import/v1\",\"generated_at\":\""))
    #expect(try costctl.run("analyze", "--db", "c.db", "-q").code == 0)
  }

  @Test("an import says what it read on standard error, and nothing with -q")
  func importSummary() throws {
    try costctl.folder.write(Self.samples, to: "good.csv")
    let run = try costctl.run("import", "--db", "c.db", "good.csv")
    let summary =
      "costctl: imported good.csv: 2 rows of 1 workload, covering 2026-01-05T00:00:00Z to "
      + "2026-01-05T02:00:00Z\n"
    #expect([run.output, run.messages] == ["", summary])
    let quiet = try costctl.run("import", "-q", "--db", "c.db", "good.csv")
    #expect([quiet.output, quiet.messages] == ["", ""])
  }

  @Test("samples that fill part of the window are hinted at, with the flags that select them")
  func coverageHint() throws {
    try costctl.folder.write(Self.samples, to: "good.csv")
    _ = try costctl.run("import", "--db", "c.db", "good.csv")
    let run = try costctl.run("analyze", "--db", "c.db")
    let flags = "--since 2026-01-05T00:00:00Z --until 2026-01-05T02:00:00Z"
    #expect(run.code == 0)
    #expect(run.messages.contains(flags) && run.messages.count { $0 == "\n" } == 1)
    let selected = try costctl.shell("exec \"$COSTCTL\" analyze --db c.db \(flags)")
    #expect(selected.messages == "")
  }

  @Test("Ctrl-C ends with 130 and leaves nothing half done")
  func interrupted() throws {
    let process = costctl.process(
      Executable.url, ["import", "--verbose", "--db", "c.db", "-"], environment: [:])
    let messages = Pipe()
    process.standardInput = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = messages
    try process.run()
    // Its first line comes before it waits for input.
    #expect(!messages.fileHandleForReading.availableData.isEmpty)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
  }

  private static let samples = """
    function,timestamp,period_seconds,invocations,duration_ms_sum,concurrency_max,memory_mb
    chat,2026-01-05T00:00:00Z,3600,10,60000,1,1769
    chat,2026-01-05T01:00:00Z,3600,10,60000,2,1769

    """
}

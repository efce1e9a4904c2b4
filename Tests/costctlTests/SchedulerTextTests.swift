import Testing

@testable import costctl

@Suite("Texts that schedulers read")
struct SchedulerTextTests {
  @Test(
    "systemd's specials are escaped in each place as that place needs",
    arguments: zip(
      [#"/a b"#, #"/50%"#, #"/a"b"#, #"/a\b"#, #"/$HOME"#, #"/it's"#, #"/*[?"#, #"/end\"#],
      [
        [#""/a b""#, #""/a b""#, #"/a b"#, #"/a b"#],
        [#""/50%%""#, #""/50%%""#, #"/50%%"#, #"/50%%"#],
        [#""/a\"b""#, #""/a\"b""#, #"/a"b"#, #"/a"b"#],
        [#""/a\\b""#, #""/a\\b""#, #"/a\b"#, #"/a\\b"#],
        [#""/$$HOME""#, #""/$HOME""#, #"/$HOME"#, #"/$HOME"#],
        [#""/it's""#, #""/it's""#, #"/it's"#, #"/it's"#],
        [#""/*[?""#, #""/*[?""#, #"/*[?"#, #"/\*\[\?"#],
        [#""/end\\""#, #""/end\\""#, #"/end\/"#, #"/end\\"#],
      ]))
  func unitWords(path: String, spelled: [String]) {
    let words = [
      UnitWord(argument: path), UnitWord(quoting: path), UnitWord(wholePath: path),
      UnitWord(patternPath: path),
    ]
    #expect(words.map(\.description) == spelled)
  }

  @Test("cron ends a command at % and takes a backslash for an escape")
  func cronSpecials() {
    #expect(CronLine.escaped(#"echo 50% 'a\b' \%"#) == #"echo 50\% 'a\\b' \\\%"#)
  }

  @Test("YAML strings stay strings, and readable lines stay lines")
  func yaml() throws {
    #expect(try YAMLScalar("yes").description == #""yes""#)
    #expect(try YAMLScalar("a\"b\\c\nd").description == #""a\"b\\c\nd""#)
    let long = String(repeating: "word ", count: 40)
    #expect(try YAMLScalar(long).description == "\"\(long)\"")
    #expect(
      try YAMLBlock("a: 1\n\n  b: 2\n", indent: 2).description == "|2\n    a: 1\n\n      b: 2")
    #expect(try YAMLBlock("a: 1\r\n", indent: 2).description == #""a: 1\r\n""#)
    #expect(try YAMLBlock("", indent: 2).description == #""""#)
  }

  private static let plan = InstallPlan(
    calendar: ReportCalendar(days: .week([.monday]), hour: 7, minute: 0),
    run: ScheduledRun(
      executable: "/usr/bin/costctl", arguments: ["report", "run"], workingFolder: "/srv/x",
      environmentFile: "/etc/costctl/report.env", writableFolders: [], secretVariables: [],
      secretFiles: []),
    account: .own, image: "costctl:1", configuration: nil, buckets: [], region: "us-east-1")

  @Test("the report has one block in a crontab, whatever else is there")
  func crontab() throws {
    let line = try CronLine(Self.plan)
    let others = "# mine\nMAILTO=ops\n\n5 4 * * * backup"
    let once = try Crontab(text: others).adding(line)
    #expect(once.text.hasPrefix("# mine\nMAILTO=ops\n\n5 4 * * * backup\n# costctl report:"))
    #expect(try once.adding(line) == once)
    #expect(try once.removing().text == others + "\n")
    let after = try Crontab(text: once.text + "1 1 * * * late\n").adding(line)
    #expect(after.text.hasSuffix("1 1 * * * late\n"))
    #expect(try Crontab(text: "").adding(line).removing().text.isEmpty)
    let half = Crontab(text: "\(Crontab.begin)\n0 7 * * 1 x\n")
    #expect(throws: InstallError.damagedCrontab) { try half.adding(line) }
    #expect(throws: InstallError.damagedCrontab) { try half.removing() }
  }

  @Test("a line longer than cron reads is refused")
  func longLine() {
    let folder = "/" + String(repeating: "x", count: 1_000)
    let run = ScheduledRun(
      executable: "/c", arguments: [], workingFolder: folder, environmentFile: "/e",
      writableFolders: [], secretVariables: [], secretFiles: [])
    let plan = InstallPlan(
      calendar: Self.plan.calendar, run: run, account: .own, image: "", configuration: nil,
      buckets: [], region: "")
    #expect(throws: InstallError.self) { try CronLine(plan) }
  }

  @Test(
    "an S3 address grants what is the same in every report",
    arguments: zip(
      ["s3://b/costctl/", "s3://b", "s3://b/{period}/r", "s3://b/r-{period}"],
      ["costctl/", "", "", "r-"]))
  func buckets(address: String, prefix: String) {
    #expect(BucketPrefix(address)?.bucket == "b")
    #expect(BucketPrefix(address)?.prefix == prefix)
  }
}

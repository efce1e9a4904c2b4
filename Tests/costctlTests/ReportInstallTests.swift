import Foundation
import Testing

@Suite("report install as a user runs it")
struct ReportInstallTests {
  private let costctl: Executable

  init() throws {
    costctl = try Executable()
    try costctl.folder.write(
      """
      region: eu-west-1
      report:
        deliver:
          - { file: "reports/{period}.html" }
          - { slack_webhook_env: SLACK_WEBHOOK_URL }
        metrics_file: metrics/costctl.prom
      """, to: "costctl.yaml")
  }

  private var root: String { costctl.folder.url.path }
  private var units: String { "\(root)/config/systemd/user" }

  /// A stand-in that remembers what it was told; a file named `refuse` makes it refuse to enable.
  private static let systemctl = """
    #!/bin/sh
    cd "$STATE" || exit 9
    echo "$*" >>calls
    case "$*" in
    *" show "*) [ ! -e silent ] ;;
    *" is-enabled "* | *" is-active "*) [ -e on ] ;;
    *" enable "*) [ ! -e refuse ] || { echo "Failed to enable unit: no" >&2; exit 1; }; touch on ;;
    *" disable "*) rm -f on ;;
    esac
    """
  private static let crontab = """
    #!/bin/sh
    cd "$STATE" || exit 9
    case "$1" in
    -l) [ ! -e denied ] || { echo "you are not allowed to use this program" >&2; exit 1; }
        [ -e table ] || { echo "no crontab for tester" >&2; exit 1; }; cat table ;;
    -r) rm table ;;
    -) cat >table; echo wrote >>calls ;;
    esac
    """

  private func install(_ arguments: String..., programs: Bool = true) throws -> Executable.Run {
    let folder = costctl.folder.url
    try FileManager.default.createDirectory(
      at: folder.appending(path: "bin"), withIntermediateDirectories: true)
    for (name, text) in [("systemctl", Self.systemctl), ("crontab", Self.crontab)] {
      try costctl.folder.write(text + "\n", to: "bin/\(name)")
      chmod(folder.appending(path: "bin/\(name)").path, programs ? 0o755 : 0o644)
    }
    return try costctl.run(
      ["report", "install"] + arguments,
      environment: [
        "XDG_CONFIG_HOME": "\(root)/config", "XDG_DATA_HOME": "\(root)/data", "STATE": root,
        "PATH": programs ? "\(root)/bin:/usr/bin:/bin" : "\(root)/bin", "USER": "",
        "SLACK_WEBHOOK_URL": "https://hooks.invalid/secret-part", "AWS_PROFILE": "prod",
      ])
  }

  private func calls() throws -> [String] {
    defer { try? FileManager.default.removeItem(atPath: "\(root)/calls") }
    guard FileManager.default.fileExists(atPath: "\(root)/calls") else { return [] }
    return try costctl.folder.read("calls").split(separator: "\n").map(String.init)
      .filter { !$0.contains("show") && !$0.contains(" is-") }
  }

  private func installedUnits() -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: units).sorted()) ?? []
  }

  @Test("installing writes two units and starts the timer; a repeat changes nothing")
  func systemd() throws {
    let run = try install("--calendar", "Mon 07:00")
    #expect(run.code == 0, "\(run.messages)")
    #expect(
      run.output == """
        wrote \(units)/costctl-report.service
        wrote \(units)/costctl-report.timer
        started costctl-report.timer

        """)
    #expect(
      try calls() == [
        "--user daemon-reload", "--user enable costctl-report.timer",
        "--user restart costctl-report.timer",
      ])
    let service = try costctl.folder.read("config/systemd/user/costctl-report.service")
    #expect(service.contains("\"--config\" \"\(root)/costctl.yaml\""))
    #expect(
      service.contains(
        "ReadWritePaths=\"\(root)/data/costctl\" \"\(root)/reports\" \"\(root)/metrics\"\n"))
    #expect(FileManager.default.fileExists(atPath: "\(root)/data/costctl"))
    let again = try install("--calendar", "Mon 07:00")
    #expect(again.code == 0 && again.output == "nothing to change: Mon 07:00\n")
    #expect(try calls().isEmpty)
  }

  @Test("what follows -- and the AWS options reach the scheduled run")
  func passedOn() throws {
    let run = try install(
      "--print", "--profile", "fin ops", "--region", "eu-north-1", "--", "--max-api-cost", "0.5")
    let words = #""--region" "eu-north-1" "--profile" "fin ops" "--max-api-cost" "0.5""#
    #expect(run.output.contains(words + "\n"), "\(run.output)")
  }

  @Test("another calendar rewrites the timer alone and starts it anew")
  func changed() throws {
    _ = try install("--calendar", "Mon 07:00")
    _ = try calls()
    let run = try install("--calendar", "Tue 07:00")
    #expect(run.output == "wrote \(units)/costctl-report.timer\nstarted costctl-report.timer\n")
    #expect(try calls().last == "--user restart costctl-report.timer")
    let timer = try costctl.folder.read("config/systemd/user/costctl-report.timer")
    #expect(timer.contains("OnCalendar=Tue *-*-* 07:00:00\n"))
  }

  @Test("what the manager refuses leaves no unit, and an older one as it was")
  func refused() throws {
    try costctl.folder.write("", to: "refuse")
    let first = try install()
    #expect(first.code == 1 && first.output.isEmpty)
    #expect(first.messages.contains("Failed to enable unit: no"), "\(first.messages)")
    #expect(installedUnits().isEmpty)
    try FileManager.default.removeItem(atPath: "\(root)/refuse")
    _ = try install("--calendar", "Mon 07:00")
    try costctl.folder.write("", to: "refuse")
    #expect(try install("--calendar", "Tue 07:00").code == 1)
    let timer = try costctl.folder.read("config/systemd/user/costctl-report.timer")
    #expect(timer.contains("OnCalendar=Mon"))
  }

  @Test("without a manager the units are written, and what is left to run is said")
  func withoutManager() throws {
    try costctl.folder.write("", to: "silent")
    let run = try install()
    #expect(run.code == 3 && installedUnits().count == 2)
    #expect(run.messages.contains("  systemctl --user daemon-reload\n"))
    #expect(run.messages.contains("  systemctl --user enable --now costctl-report.timer\n"))
    let gone = try install("--uninstall")
    #expect(gone.code == 3 && installedUnits().isEmpty)
  }

  @Test("uninstalling stops the timer, removes both units, and leaves the rest")
  func uninstall() throws {
    _ = try install()
    _ = try calls()
    let run = try install("--uninstall")
    #expect(run.code == 0)
    #expect(run.output.contains("removed \(units)/costctl-report.timer\n"))
    #expect(try calls() == ["--user disable --now costctl-report.timer", "--user daemon-reload"])
    #expect(installedUnits().isEmpty)
    #expect(FileManager.default.fileExists(atPath: "\(root)/data/costctl"))
    #expect(try install("--uninstall").output == "nothing is installed\n")
  }

  @Test("a unit of somebody else is neither replaced nor removed")
  func foreign() throws {
    try FileManager.default.createDirectory(
      atPath: units, withIntermediateDirectories: true)
    let path = "config/systemd/user/costctl-report.service"
    try costctl.folder.write("[Unit]\n", to: path)
    for arguments in [["--calendar", "07:00"], ["--uninstall"]] {
      let run = try install(arguments[0], arguments.count > 1 ? arguments[1] : "-q")
      #expect(run.code == 1 && run.messages.contains("was not written by costctl"))
    }
    #expect(try costctl.folder.read(path) == "[Unit]\n")
    #expect(installedUnits() == ["costctl-report.service"])
  }

  @Test("cron: other lines stay, a repeat writes nothing, and uninstall takes out the block")
  func cron() throws {
    try costctl.folder.write("5 4 * * * backup\n", to: "table")
    #expect(try install("--cron").code == 0)
    let table = try costctl.folder.read("table")
    #expect(
      table.hasPrefix("5 4 * * * backup\n# costctl report:") && table.contains("0 7 * * 1 cd"))
    #expect(try calls() == ["wrote"])
    #expect(try install("--cron").output == "nothing to change: Mon 07:00\n")
    #expect(try calls().isEmpty)
    #expect(try install("--cron", "--uninstall").code == 0)
    #expect(try costctl.folder.read("table") == "5 4 * * * backup\n")
  }

  @Test("a crontab that cannot be read is not overwritten, and cron that is missing is named")
  func noCron() throws {
    try costctl.folder.write("5 4 * * * backup\n", to: "table")
    try costctl.folder.write("", to: "denied")
    let denied = try install("--cron")
    #expect(denied.code == 1 && denied.messages.contains("you are not allowed"))
    #expect(try costctl.folder.read("table") == "5 4 * * * backup\n")
    let missing = try install("--cron", programs: false)
    #expect(missing.code == 1 && missing.messages.contains("crontab is not on this machine"))
  }

  @Test(
    "--print and the printed schedulers touch nothing and tell no secret",
    arguments: ["--systemd", "--cron", "--kubernetes", "--eventbridge"])
  func printing(scheduler: String) throws {
    let run = try install(scheduler, "--print")
    #expect(run.code == 0 && run.output.contains("report"))
    #expect(!(run.output + run.messages).contains("secret-part"))
    #expect(try costctl.folder.entries().filter { $0 != "calls" } == ["bin", "costctl.yaml"])
    #expect(run.messages.contains("AWS_PROFILE is set here"))
  }

  @Test(
    "what cannot be is refused in one sentence",
    arguments: [
      (["--calendar", "someday"], Int32(64), "has no time of day"),
      (["--cron", "--calendar", "last 07:00"], 64, "cannot be written for cron"),
      (["--cron", "--calendar", "07:00 UTC"], 64, "leave out the time zone"),
      (["--kubernetes", "--calendar", "last 07:00"], 64, "cannot be written for Kubernetes"),
      (["--", "--max-api-cost", "much"], 64, "after --"),
      (["--run-as", "x"], 64, "--run-as needs --system"),
      (["--system", "--run-as", "a b"], 64, "no name of an account"),
      (["--cron", "--system"], 64, "--systemd only"),
      (["--uninstall", "--print"], 64, "--uninstall takes away"),
      (["--kubernetes", "--db", "/srv/c.db"], 1, "/srv/c.db is outside /var/lib/costctl"),
      (["--system", "--print", "--db", "/srv/c.db"], 1, "--run-as"),
      (["--db", "/srv/a\u{7}b/c.db"], 1, "control character"),
    ])
  func refusals(arguments: [String], code: Int32, says: String) throws {
    let run = try costctl.run(["report", "install"] + arguments)
    #expect(run.code == code && run.output.isEmpty, "\(run.output)")
    #expect(run.messages.contains(says), "\(run.messages)")
  }
}

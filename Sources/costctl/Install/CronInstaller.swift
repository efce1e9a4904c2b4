/// Puts the report into the user's crontab, and takes it out, leaving every other line as it is.
struct CronInstaller {
  let program: HostProgram

  init(in surroundings: Surroundings) throws(InstallError) {
    guard let program = HostProgram("crontab", in: surroundings) else {
      throw .noProgram(
        "crontab", advice: "install cron, or print the line with --cron --print for another table")
    }
    self.program = program
  }

  func install(_ line: CronLine) throws(InstallError) -> InstallRecord {
    let before = try table()
    let after = try before.adding(line)
    guard after != before else { return InstallRecord() }
    try program.succeed(["-"], input: after.text)
    return InstallRecord(done: ["wrote your crontab: \(line.text)"])
  }

  func uninstall() throws(InstallError) -> InstallRecord {
    let before = try table()
    let after = try before.removing()
    guard after != before else { return InstallRecord() }
    if after.text.isEmpty {
      try program.succeed(["-r"])
    } else {
      try program.succeed(["-"], input: after.text)
    }
    return InstallRecord(done: ["removed the report from your crontab"])
  }

  /// Having none is no failure; any other is, so that no table is overwritten unread.
  private func table() throws(InstallError) -> Crontab {
    let answer = try program.run(["-l"])
    guard answer.status == 0 || answer.said.contains("no crontab for") else {
      throw .programFailed("crontab -l", said: answer.said)
    }
    return Crontab(text: answer.status == 0 ? answer.output : "")
  }
}

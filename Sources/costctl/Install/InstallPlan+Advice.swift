import CostModel
import Foundation

extension InstallPlan {
  /// What the user should know before relying on the schedule, one sentence each.
  func advice(_ session: Session, scheduler: Scheduler) -> [String] {
    [
      rareRuns(session.configuration.report.cadence),
      earlyRun(at: session.surroundings.clock, scheduler: scheduler),
      missingSecrets(scheduler: scheduler),
      lostVariables(session.surroundings, scheduler: scheduler),
      hiddenTemporaryFolder(scheduler: scheduler),
      unreadableSecrets(scheduler: scheduler),
      missedRuns(session.surroundings, scheduler: scheduler),
    ].compactMap(\.self)
  }

  /// A calendar that skips periods leaves weeks or months without a report.
  private func rareRuns(_ cadence: ReportCadence) -> String? {
    let isRarer =
      switch (cadence, calendar.days) {
      case (.daily, .all), (.weekly, .all), (.weekly, .week), (.monthly, _): false
      default: true
      }
    guard isRarer else { return nil }
    return "report.period is \(cadence.rawValue), and '\(calendar.text)' comes less often: "
      + "some of them will have no report"
  }

  /// Periods end at midnight UTC: east of Greenwich an early run comes before the end of its period.
  private func earlyRun(at moment: Instant, scheduler: Scheduler) -> String? {
    let zone: TimeZone?
    if let name = calendar.zone {
      zone = TimeZone(identifier: name)
    } else {
      zone = scheduler.runsInContainer ? nil : TimeZone.current
    }
    guard let zone else { return nil }
    let start = TimeInterval(moment.epochSeconds)
    // Twelve months ahead hold both summer and winter time.
    let offsets = (0..<12).map {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: start + Double($0) * 2_629_800))
    }
    let east = (offsets.max() ?? 0) / 60
    guard calendar.hour * 60 + calendar.minute < east else { return nil }
    let hour = ReportCalendar.twoDigits(east / 60)
    let minute = ReportCalendar.twoDigits(east % 60)
    return "periods end at midnight UTC, which is up to \(hour):\(minute) in \(zone.identifier): "
      + "a run at \(calendar.time) reports the period before, so choose a later time"
  }

  private func missingSecrets(scheduler: Scheduler) -> String? {
    guard !scheduler.runsInContainer else { return nil }
    let text = FileManager.default.contents(atPath: run.environmentFile) ?? Data()
    let names = Set(
      String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
        line.split(separator: "=").first.map { $0.trimmingCharacters(in: .whitespaces) }
      })
    let missing = run.secretVariables.filter { !names.contains($0) }
    guard !missing.isEmpty else { return nil }
    return "the report needs \(missing.joined(separator: ", ")): write NAME='value' into "
      + "\(run.environmentFile), which only its owner should read (chmod 600)"
  }

  /// A scheduler starts the report without what this shell has set.
  private func lostVariables(_ surroundings: Surroundings, scheduler: Scheduler) -> String? {
    let names = surroundings.environment.keys.filter { $0.hasPrefix("AWS_") }.sorted()
    guard !names.isEmpty else { return nil }
    let place =
      scheduler.runsInContainer ? "the container" : run.environmentFile
    return "\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") set here and not "
      + "for the scheduled run: what it needs belongs in \(place)"
  }

  private func hiddenTemporaryFolder(scheduler: Scheduler) -> String? {
    guard scheduler == .systemd, let path = usesTemporaryFolder else { return nil }
    return "\(path) is in a temporary folder: the service gets no private one, and the folder may "
      + "be emptied at any boot"
  }

  /// Secrets in files reach neither a task of ECS nor an account that is new at every start.
  private func unreadableSecrets(scheduler: Scheduler) -> String? {
    guard scheduler == .eventbridge || account == .dynamic, !run.secretFiles.isEmpty else {
      return nil
    }
    let place = scheduler == .eventbridge ? "the volume of the task" : "this machine"
    return "the report reads \(run.secretFiles.joined(separator: ", ")): put it there on \(place), "
      + "readable for the account of the report only"
  }

  private func missedRuns(_ surroundings: Surroundings, scheduler: Scheduler) -> String? {
    switch scheduler {
    case .cron:
      return "cron leaves out what falls into a time when the machine is off; systemd makes it up"
    case .systemd where account == .own:
      let user = surroundings.variable("USER") ?? surroundings.variable("LOGNAME") ?? ""
      guard !FileManager.default.fileExists(atPath: "/var/lib/systemd/linger/\(user)") || user == ""
      else { return nil }
      return "your timers run only while you are logged in: "
        + "loginctl enable-linger lets them run always"
    default: return nil
    }
  }
}

import Foundation

/// Puts the units where systemd reads them and starts the timer, wholly or not at all.
struct SystemdInstaller {
  /// Where the manager looks for units.
  let folder: String
  let isSystem: Bool
  /// Nil where the program is missing.
  let systemctl: HostProgram?

  init(isSystem: Bool, in surroundings: Surroundings) throws(InstallError) {
    self.isSystem = isSystem
    if isSystem {
      folder = "/etc/systemd/system"
    } else {
      guard let home = surroundings.userFolder("XDG_CONFIG_HOME", fallback: ".config") else {
        throw .noConfigurationFolder
      }
      folder = "\(home)/systemd/user"
    }
    systemctl = HostProgram("systemctl", in: surroundings)
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func install(_ units: SystemdUnits) throws -> InstallRecord {
    let before = try units.files.map { try existing($0.name) }
    // A service of the system makes its own, or uses those its account was given.
    if !isSystem { try makeFolders(units.plan.run.writableFolders) }
    var record = InstallRecord()
    do {
      for (file, old) in zip(units.files, before) where file.text != old {
        try makeFolder(folder, mode: 0o755)
        try StagedFile(target: path(file.name)).replace(with: Array(file.text.utf8))
        record.done.append("wrote \(path(file.name))")
      }
      guard answers else {
        record.left = [
          command("daemon-reload"), command("enable --now \(SystemdUnits.timer)"),
        ]
        return record
      }
      record.done += try activate(changed: !record.done.isEmpty)
    } catch {
      restore(zip(units.files.map(\.name), before))
      throw error
    }
    return record
  }

  func uninstall() throws -> InstallRecord {
    let names = [SystemdUnits.timer, SystemdUnits.service].filter { name in
      FileManager.default.fileExists(atPath: path(name))
    }
    guard !names.isEmpty else { return InstallRecord() }
    for name in names { _ = try existing(name) }
    let answered = answers
    if answered { try run("disable", "--now", SystemdUnits.timer) }
    var record = InstallRecord()
    for target in names.map(path) + [path("timers.target.wants/\(SystemdUnits.timer)")] {
      guard unlink(target) == 0 || errno == ENOENT else {
        throw InstallError.cannotRemove(path: target, reason: String(cString: strerror(errno)))
      }
      if names.map(path).contains(target) { record.done.append("removed \(target)") }
    }
    if answered { try run("daemon-reload") } else { record.left = [command("daemon-reload")] }
    return record
  }

  /// The units' text, nil where there is none; somebody else's is an error.
  private func existing(_ name: String) throws(InstallError) -> String? {
    guard let bytes = FileManager.default.contents(atPath: path(name)) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix(SystemdUnits.marker) else { throw .foreignFile(path: path(name)) }
    return text
  }

  private func activate(changed: Bool) throws(InstallError) -> [String] {
    if changed { try run("daemon-reload") }
    let isEnabled = try query("is-enabled", SystemdUnits.timer)
    let isActive = try query("is-active", SystemdUnits.timer)
    guard changed || !isEnabled || !isActive else { return [] }
    try run("enable", SystemdUnits.timer)
    // A timer that already waits takes a new calendar only when it is started anew.
    try run("restart", SystemdUnits.timer)
    return ["started \(SystemdUnits.timer)"]
  }

  /// Leaves the units as they were; what fails here is not told, the first failure is.
  private func restore(_ files: Zip2Sequence<[String], [String?]>) {
    for (name, text) in files {
      if let text {
        try? StagedFile(target: path(name)).replace(with: Array(text.utf8))
      } else {
        unlink(path(name))
        unlink(path("timers.target.wants/\(name)"))
      }
    }
    if answers { try? run("daemon-reload") }
  }
}

import ArgumentParser
import CostModel
import Foundation

extension InstallPlan {
  /// What the configuration, the options and this machine ask for.
  ///
  /// - Parameter options: what `report run` is given beside configuration, database and region.
  init(
    _ session: Session, scheduler: Scheduler, account: ServiceAccount, calendar: ReportCalendar?,
    image: String, options: [String]
  ) throws {
    let run = try ScheduledRun(
      session, scheduler: scheduler, account: account, options: options)
    let configuration = session.configuration
    self.init(
      calendar: calendar ?? ReportCalendar(for: configuration.report.cadence),
      run: run, account: account, image: image,
      configuration: scheduler.runsInContainer ? session.configurationText() : nil,
      buckets: configuration.report.deliveries.compactMap(\.bucket),
      region: try session.region().value)
  }
}

extension ScheduledRun {
  init(
    _ session: Session, scheduler: Scheduler, account: ServiceAccount, options: [String]
  ) throws {
    let surroundings = session.surroundings
    let isApart = scheduler.runsInContainer || account.isSystem
    let folder = isApart ? InstallPlan.stateFolder : surroundings.currentDirectory
    func path(_ written: String) -> String {
      let absolute = written.hasPrefix("/") ? written : "\(folder)/\(written)"
      return URL(filePath: absolute).standardizedFileURL.path(percentEncoded: false)
    }
    let database =
      isApart
      ? path(session.options.db ?? "costctl.db") : path(try session.database().value)
    let configuration = session.configurationFile.map { file in
      scheduler.runsInContainer
        ? InstallPlan.systemConfiguration
        : URL(filePath: surroundings.absolute(file.path)).standardizedFileURL
          .path(percentEncoded: false)
    }
    let report = session.configuration.report
    let deliveries = report.deliveries
    let metrics = try ReportRunCommand.parse(options).metricsFile ?? report.metricsFile
    self.init(
      executable: scheduler.runsInContainer
        ? InstallPlan.containerExecutable : surroundings.executable,
      arguments: ["report", "run"] + (configuration.map { ["--config", $0] } ?? [])
        + ["--db", database] + session.options.regions.flatMap { ["--region", $0.name] } + options,
      workingFolder: folder,
      environmentFile: try isApart
        ? "/etc/costctl/report.env" : surroundings.reportEnvironmentFile(),
      writableFolders: Self.outermost(
        [Self.folder(of: database)] + deliveries.compactMap(\.writtenFolder).map(path)
          + (metrics.map { [Self.folder(of: path($0))] } ?? [])),
      secretVariables: Self.once(deliveries.flatMap(\.secretVariables)),
      secretFiles: Self.once(deliveries.flatMap(\.secretFiles).map(path)))
    for text in paths + arguments where text.unicodeScalars.contains(where: \.isControl) {
      throw InstallError.controlCharacter(text)
    }
    if isApart { try checkPlaces(scheduler: scheduler, account: account, database: database) }
  }

  /// A service apart from its user sees little of the machine.
  private func checkPlaces(
    scheduler: Scheduler, account: ServiceAccount, database: String
  ) throws(InstallError) {
    let places = [database] + writableFolders
    if scheduler.runsInContainer {
      for place in places where !SystemdUnits.isInside(InstallPlan.stateFolder, place) {
        throw .outsideState(
          path: place, reason: "a container keeps nothing elsewhere, so write a relative path")
      }
    } else if account == .dynamic {
      for place in places where !SystemdUnits.isInside(InstallPlan.stateFolder, place) {
        throw .outsideState(
          path: place,
          reason: "an account that exists only while the report runs can write nowhere else, "
            + "so write a relative path, or name an account with --run-as")
      }
      for path in [executable] + arguments
      where InstallPlan.isInHome(path) || InstallPlan.isTemporary(path) {
        throw .hidden(path: path)
      }
    }
  }

  private static func folder(of path: String) -> String {
    let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
    return folder.isEmpty ? "/" : String(folder)
  }

  /// Each folder once, without those inside another.
  private static func outermost(_ folders: [String]) -> [String] {
    once(folders).filter { folder in
      !folders.contains { $0 != folder && SystemdUnits.isInside($0, folder) }
    }
  }

  private static func once(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    properties.generalCategory == .control || self == "\u{2028}" || self == "\u{2029}"
  }
}

extension Session {
  fileprivate func configurationText() -> String? {
    configurationFile
      .flatMap { FileManager.default.contents(atPath: surroundings.absolute($0.path)) }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

extension Surroundings {
  fileprivate func reportEnvironmentFile() throws(InstallError) -> String {
    guard let folder = userFolder("XDG_CONFIG_HOME", fallback: ".config") else {
      throw .noConfigurationFolder
    }
    return "\(folder)/costctl/report.env"
  }
}

extension ReportTerms {
  var cadence: ReportCadence {
    period ?? .standard
  }
}

import CostModel
import Foundation
import Telemetry

/// The database the demo fills, in a folder of its own.
struct DemoDatabase {
  let path: String
  let store: UsageStore

  /// Opens the file, else `costctl.db` in the folder or in a new one; real workloads are refused.
  ///
  /// COSTCTL_DB is passed over: it names the user's own samples.
  init(folder: String?, file: String?, in surroundings: Surroundings) throws {
    if let file {
      path = surroundings.absolute(file)
    } else {
      let folder = try folder.map(surroundings.absolute) ?? Self.temporaryFolder(in: surroundings)
      path = "\(folder)/costctl.db"
    }
    store = try UsageStore.open(at: path, access: .readWrite)
    guard try isOwn() else { throw CommandFailure.foreignDatabase(path: path) }
  }

  /// Imports the made-up samples as a user's files would be, and an inventory as a pull would bring
  /// it; a second time changes nothing.
  func fill() throws {
    for file in DemoFleet.files {
      _ = try store.importFile(
        .bytes(file.bytes, name: file.name),
        options: ImportOptions(
          kind: .csv, covers: file.covers, region: DemoFleet.region, account: DemoFleet.account))
    }
    _ = try store.record(
      DemoFleet.inventory, account: DemoFleet.account, region: DemoFleet.region,
      at: DemoFleet.window.until, isWanted: { _ in false })
  }

  private func isOwn() throws -> Bool {
    guard let newest = try store.newestInstant() else { return true }
    guard newest == DemoFleet.window.until else { return false }
    let everything = AnalysisWindow(since: Instant(epochSeconds: 0), until: newest)
    return try store.profiles(in: everything, functions: []).allSatisfy {
      DemoFleet.functionNames.contains($0.workload.name)
    }
  }

  private static func temporaryFolder(in surroundings: Surroundings) throws -> String {
    let parent = surroundings.variable("TMPDIR") ?? "/tmp"
    var template = Array("\(surroundings.absolute(parent))/costctl-demo-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CommandFailure.cannotCreate(
        path: "a folder in \(parent)", reason: String(cString: strerror(errno)))
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

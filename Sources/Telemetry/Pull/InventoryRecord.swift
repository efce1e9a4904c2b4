package import CostModel
import GRDB

/// What an inventory changed.
package struct InventoryRecord: Sendable, Hashable {
  package let listed: Int
  package let new: [String]
  /// Known functions that the account does not have any more.
  package let gone: [String]
}

extension UsageStore {
  /// Stores an inventory of one account and region, in one transaction.
  ///
  /// `isWanted` says which functions were looked at: only of those can one have gone.
  package func record(
    _ functions: [LambdaFunction], account: String, region: String, at now: Instant,
    isWanted: (String) -> Bool
  ) throws -> InventoryRecord {
    try reportingErrors {
      try database.write { database in
        let writer = try InventoryWriter(database, now: now.epochSeconds)
        let known = try InventoryWriter.known(database, account: account, region: region)
        var new: [String] = []
        for function in functions {
          try writer.record(function, account: account, region: region)
          if known[function.name] == nil { new.append(function.name) }
        }
        let names = Set(functions.map(\.name))
        var gone: [String] = []
        for (name, id) in known where !names.contains(name) && isWanted(name) {
          if try writer.markGone(id) { gone.append(name) }
        }
        return InventoryRecord(listed: functions.count, new: new.sorted(), gone: gone.sorted())
      }
    }
  }
}

/// Writes functions and the history of their settings.
private struct InventoryWriter: ~Copyable {
  private let workloads: WorkloadWriter
  private let settings: SettingWriter
  private let listing: PreparedStatement
  private let departure: PreparedStatement
  private let now: Int

  init(_ database: Database, now: Int) throws {
    let workloads = try WorkloadWriter(database)
    let settings = try SettingWriter(database)
    let listing = try PreparedStatement(
      database, "UPDATE workload SET listed_at = ?, gone_at = NULL WHERE id = ?")
    let departure = try PreparedStatement(
      database,
      "UPDATE workload SET gone_at = ? WHERE id = ? AND gone_at IS NULL AND listed_at IS NOT NULL")
    self.workloads = workloads
    self.settings = settings
    self.listing = listing
    self.departure = departure
    self.now = now
  }

  static func known(
    _ database: Database, account: String, region: String
  ) throws -> [String: Int] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT name, id FROM workload WHERE account = ? AND region = ?",
      arguments: [account, region])
    return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
  }

  func record(_ function: LambdaFunction, account: String, region: String) throws {
    let id = try workloads.id(
      of: Workload(name: function.name, account: account, region: region))
    listing.bind(now, at: 1)
    listing.bind(id, at: 2)
    try listing.run()
    let history = try settings.history(of: id)
    try settings.overlay([function.run(after: history.runs.last, seenAt: now)], workload: id)
  }

  func markGone(_ id: Int) throws -> Bool {
    departure.bind(now, at: 1)
    departure.bind(id, at: 2)
    return try departure.run() == 1
  }
}

extension LambdaFunction {
  private var setting: FunctionSetting {
    FunctionSetting(memoryMB: memoryMB, architecture: architecture, inventory: inventory)
  }

  /// From when on it is known to be set as it is: since it was last modified, where that is news;
  /// since the last known state, where that says the same; else since now.
  func run(after last: SettingRun?, seenAt now: Int) -> SettingRun {
    let modified = min(lastModified?.epochSeconds ?? now, now)
    let from: Int
    if let last, modified <= last.to {
      from = last.setting.over(setting) == setting ? min(last.to, now) : now
    } else {
      from = modified
    }
    return SettingRun(from: from, to: max(now, from + 1), setting: setting)
  }
}

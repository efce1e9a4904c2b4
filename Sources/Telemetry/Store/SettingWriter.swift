import CostModel
import GRDB

/// Reads and updates the table `configuration`, one workload at a time.
struct SettingWriter: ~Copyable {
  private let selection: PreparedStatement
  private let deletion: PreparedStatement
  private let insertion: PreparedStatement

  init(_ database: Database) throws {
    let selection = try PreparedStatement(
      database,
      """
      SELECT \(SettingRun.columns) FROM configuration WHERE workload = ? ORDER BY valid_from
      """)
    let deletion = try PreparedStatement(
      database, "DELETE FROM configuration WHERE workload = ? AND valid_from = ?")
    let insertion = try PreparedStatement(
      database,
      """
      INSERT OR REPLACE INTO configuration (workload, \(SettingRun.columns))
      VALUES (?, ?, ?, ?, ?\(String(repeating: ", ?", count: FunctionInventory.columnCount)))
      """)
    self.selection = selection
    self.deletion = deletion
    self.insertion = insertion
  }

  /// Lays the runs over what is stored for the workload and writes the rows that changed.
  func overlay(_ runs: [SettingRun], workload: Int) throws {
    let old = try history(of: workload)
    var new = old
    for run in runs { new.overlay(run) }
    guard new != old else { return }
    let kept = old.runs.isEmpty ? [] : Set(new.runs)
    for run in old.runs where !kept.contains(run) {
      deletion.bind(workload, at: 1)
      deletion.bind(run.from, at: 2)
      try deletion.run()
    }
    let known = Set(old.runs)
    for run in new.runs where !known.contains(run) {
      try insert(run, workload: workload)
    }
  }

  func history(of workload: Int) throws -> SettingHistory {
    selection.bind(workload, at: 1)
    var runs: [SettingRun] = []
    while try selection.step() {
      runs.append(SettingRun(selection, column: 0))
    }
    selection.reset()
    return SettingHistory(runs)
  }

  private func insert(_ run: SettingRun, workload: Int) throws {
    insertion.bind(workload, at: 1)
    insertion.bind(run.from, at: 2)
    insertion.bind(run.to, at: 3)
    insertion.bind(run.setting.memoryMB, at: 4)
    insertion.bind(run.setting.architecture?.rawValue, at: 5)
    FunctionInventory.bind(run.setting.inventory, to: insertion, from: 6)
    try insertion.run()
  }
}

extension SettingRun {
  static let columns =
    "valid_from, valid_to, memory_mb, architecture, \(FunctionInventory.columns)"

  /// Reads what `columns` names, from `column` on.
  init(_ row: borrowing PreparedStatement, column: Int) {
    self.init(
      from: row.int(column), to: row.int(column + 1),
      setting: FunctionSetting(
        memoryMB: row.optionalInt(column + 2),
        architecture: row.text(column + 3).flatMap(Architecture.init),
        inventory: FunctionInventory(row, column: column + 4)))
  }
}

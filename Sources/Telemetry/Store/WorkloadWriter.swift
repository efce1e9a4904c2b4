import CostModel
import GRDB
import GRDBSQLite

/// Finds the id of a workload, giving a new one its own.
struct WorkloadWriter: ~Copyable {
  private let selection: PreparedStatement
  private let insertion: PreparedStatement

  init(_ database: Database) throws {
    let selection = try PreparedStatement(
      database,
      "SELECT id FROM workload WHERE name = ? AND ifnull(account, '') = ifnull(?, '') AND region = ?"
    )
    let insertion = try PreparedStatement(
      database, "INSERT INTO workload (name, account, region) VALUES (?, ?, ?)")
    self.selection = selection
    self.insertion = insertion
  }

  func id(of workload: Workload) throws -> Int {
    bind(workload, to: selection)
    let isKnown = try selection.step()
    let known = isKnown ? selection.int(0) : 0
    selection.reset()
    if isKnown { return known }
    bind(workload, to: insertion)
    return try insertion.insert()
  }

  private func bind(_ workload: Workload, to statement: borrowing PreparedStatement) {
    statement.bind(workload.name, at: 1)
    statement.bind(workload.account, at: 2)
    statement.bind(workload.region, at: 3)
  }
}

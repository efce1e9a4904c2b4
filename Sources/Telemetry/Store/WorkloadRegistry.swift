import CostModel
import GRDB

/// The numbers by which the tables know workloads; a new one gets the next.
struct WorkloadRegistry {
  private let lookup: PreparedStatement
  private let insertion: PreparedStatement

  init(_ database: Database) throws {
    lookup = try PreparedStatement(
      database,
      "SELECT id FROM workload WHERE name = ? AND ifnull(account, '') = ifnull(?, '') AND region = ?")
    insertion = try PreparedStatement(
      database, "INSERT INTO workload (name, account, region) VALUES (?, ?, ?)")
  }

  func id(of workload: Workload) throws -> Int {
    if let known = try find(workload) { return known }
    bind(workload, to: insertion)
    try insertion.run()
    guard let id = try find(workload) else { throw BucketDamage() }
    return id
  }

  private func find(_ workload: Workload) throws -> Int? {
    bind(workload, to: lookup)
    let id = try lookup.step() ? lookup.int(0) : nil
    lookup.reset()
    return id
  }

  private func bind(_ workload: Workload, to statement: PreparedStatement) {
    statement.bind(workload.name, at: 1)
    statement.bind(workload.account, at: 2)
    statement.bind(workload.region, at: 3)
  }
}

package import CostModel
import GRDB

extension UsageStore {
  /// The regions that have workloads, each with the architectures they were last seen on.
  ///
  /// One that nobody stated is x86_64, as it is billed; functions that are gone do not count.
  package func architecturesByRegion() throws -> [String: Set<Architecture>] {
    let sql = """
      SELECT DISTINCT w.region, coalesce((
        SELECT c.architecture FROM configuration AS c
        WHERE c.workload = w.id ORDER BY c.valid_from DESC LIMIT 1), 'x86_64')
      FROM workload AS w WHERE w.gone_at IS NULL
      """
    return try reportingErrors {
      try database.read { database in
        var places: [String: Set<Architecture>] = [:]
        for row in try Row.fetchAll(database, sql: sql) {
          let architecture = Architecture(rawValue: row[1])
          places[row[0], default: []].insert(architecture ?? .x86_64)
        }
        return places
      }
    }
  }
}

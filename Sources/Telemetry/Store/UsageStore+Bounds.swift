package import CostModel
import GRDB

extension UsageStore {
  /// The start of the oldest covered range; nil where nothing is covered.
  package func oldestInstant() throws -> Instant? {
    try reportingErrors {
      try database.read { database in
        try Int.fetchOne(database, sql: "SELECT min(since) FROM covered_range")
          .map(Instant.init(epochSeconds:))
      }
    }
  }

  /// Functions that an inventory up to `moment` found deleted.
  package func removedWorkloads(by moment: Instant) throws -> Set<Workload> {
    try reportingErrors {
      try database.read { database in
        Set(
          try Row.fetchAll(
            database, sql: "SELECT name, account, region FROM workload WHERE gone_at <= ?",
            arguments: [moment.epochSeconds]
          ).map { Workload(name: $0[0], account: $0[1], region: $0[2]) })
      }
    }
  }
}

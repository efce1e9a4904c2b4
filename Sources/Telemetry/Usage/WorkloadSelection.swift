import CostModel
import GRDB

/// The stored workloads that were asked for.
struct WorkloadSelection: Sendable {
  struct Entry: Sendable {
    let id: Int
    let workload: Workload
  }

  /// Ascending by id, as a scan meets them.
  let entries: [Entry]
  /// Places in `entries`, in the order of `Workload`.
  let order: [Int]

  /// `globs` select by function name; none selects all.
  init(_ database: Database, functions globs: [String]) throws {
    let named = try Self.read(database, globs)
    let byID = named.indices.sorted { named[$0].id < named[$1].id }
    var places = Array(repeating: 0, count: named.count)
    for (place, index) in byID.enumerated() { places[index] = place }
    entries = byID.map { named[$0] }
    order = named.indices.sorted { named[$0].workload < named[$1].workload }.map { places[$0] }
  }

  /// Ranges of places of similar length, as many as there are parts.
  func shares(_ parts: Int) -> [Range<Int>] {
    (0..<parts).map { entries.count * $0 / parts..<entries.count * ($0 + 1) / parts }
  }

  /// Read in the order of the results as far as SQL knows it, which makes sorting cheap.
  private static func read(_ database: Database, _ globs: [String]) throws -> [Entry] {
    let patterns = globs.map { NamePattern($0) }
    let statement = try PreparedStatement(
      database,
      """
      SELECT id, name, account, region FROM workload
      ORDER BY name, ifnull(account, ''), region
      """)
    var entries: [Entry] = []
    while try statement.step() {
      let name = statement.text(1) ?? ""
      guard patterns.isEmpty || patterns.contains(where: { $0.matches(name) }) else { continue }
      let workload = Workload(
        name: name, account: statement.text(2), region: statement.text(3) ?? "")
      entries.append(Entry(id: statement.int(0), workload: workload))
    }
    return entries
  }
}

import CostModel

/// Finds the workload of a row by its function, account and region, quickly.
struct IdentityTable {
  private struct Identity: Hashable {
    let function: Int
    let account: Int
    let region: Int
  }

  private let region: String
  private let account: String?
  private var functions = TextInterner()
  private var accounts = TextInterner()
  private var regions = TextInterner()
  private var last: (identity: Identity, workload: Int)?
  private var workloads: [Identity: Int] = [:]
  /// By function number, for files without account and region columns; 0 is unknown.
  private var byFunction: [Int] = []

  init(region: String, account: String?) {
    self.region = region
    self.account = account
  }

  mutating func workload(
    of fields: borrowing CSVFields, at places: CSVPlaces, registry: WorkloadRegistry
  ) throws -> Int {
    let function = functions.number(of: fields[places.function])
    if places.account == nil, places.region == nil {
      if function < byFunction.count { return byFunction[function] }
      let id = try registry.id(of: workload(fields, places))
      byFunction.append(id)
      return id
    }
    let identity = Identity(
      function: function,
      account: places.account.map { accounts.number(of: fields[$0]) } ?? -1,
      region: places.region.map { regions.number(of: fields[$0]) } ?? -1)
    if let last, last.identity == identity { return last.workload }
    if let known = workloads[identity] {
      last = (identity, known)
      return known
    }
    let id = try registry.id(of: workload(fields, places))
    workloads[identity] = id
    last = (identity, id)
    return id
  }

  private func workload(_ fields: borrowing CSVFields, _ places: CSVPlaces) -> Workload {
    func text(_ place: Int?) -> String? {
      guard let place, !fields[place].isEmpty else { return nil }
      return String(decoding: fields[place], as: UTF8.self)
    }
    return Workload(
      name: text(places.function) ?? "", account: text(places.account) ?? account,
      region: text(places.region) ?? region)
  }
}

import CostModel
import GRDB

/// Turns the function, account and region of a row into the id of its workload.
struct WorkloadColumns: ~Copyable {
  enum Outcome {
    case found(Int)
    /// The field is not text that the store can keep.
    case notText(CSVColumn)
  }

  private struct Identity: Hashable {
    let function: Int
    let account: Int
    let region: Int
  }

  var function = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Empty where the file does not say.
  var account = UnsafeRawBufferPointer(start: nil, count: 0)
  var region = UnsafeRawBufferPointer(start: nil, count: 0)

  private let defaultRegion: String
  private let defaultAccount: String?
  private let writer: WorkloadWriter
  private var functions = TextInterner()
  private var accounts = TextInterner()
  private var regions = TextInterner()
  private var ids: [Identity: Int] = [:]
  /// By number of the function, for rows that leave account and region to the defaults.
  private var plainIDs: [Int] = []

  init(_ database: Database, region: String, account: String?) throws {
    let writer = try WorkloadWriter(database)
    defaultRegion = region
    defaultAccount = account
    self.writer = writer
  }

  mutating func clear() {
    account = UnsafeRawBufferPointer(start: nil, count: 0)
    region = account
  }

  mutating func id() throws -> Outcome {
    let number = functions.number(of: function)
    guard account.isEmpty, region.isEmpty else { return try id(function: number) }
    while plainIDs.count <= number { plainIDs.append(0) }
    if plainIDs[number] == 0 {
      let outcome = try newID()
      guard case .found(let id) = outcome else { return outcome }
      plainIDs[number] = id
    }
    return .found(plainIDs[number])
  }

  private mutating func id(function number: Int) throws -> Outcome {
    let identity = Identity(
      function: number, account: accounts.number(of: account),
      region: regions.number(of: region))
    if let known = ids[identity] { return .found(known) }
    let outcome = try newID()
    if case .found(let id) = outcome { ids[identity] = id }
    return outcome
  }

  private func newID() throws -> Outcome {
    guard let name = Self.text(function) else { return .notText(.function) }
    guard let account = Self.text(account) else { return .notText(.account) }
    guard let region = Self.text(region) else { return .notText(.region) }
    return .found(
      try writer.id(
        of: Workload(
          name: name, account: account.isEmpty ? defaultAccount : account,
          region: region.isEmpty ? defaultRegion : region)))
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }
}

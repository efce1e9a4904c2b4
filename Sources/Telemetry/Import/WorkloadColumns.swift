import CostModel

/// Numbers the workloads that rows name by function, account and region, from 0.
struct WorkloadColumns {
  enum Outcome {
    case number(Int)
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
  /// The workloads by number.
  private(set) var list: [Workload] = []

  private let defaultRegion: String
  private let defaultAccount: String?
  private var functions = TextInterner()
  private var accounts = TextInterner()
  private var regions = TextInterner()
  private var numbers: [Identity: Int] = [:]
  /// By number of the function, for rows that leave account and region to the defaults; -1 is none.
  private var plainNumbers: [Int] = []

  init(region: String, account: String?) {
    defaultRegion = region
    defaultAccount = account
  }

  mutating func clear() {
    account = UnsafeRawBufferPointer(start: nil, count: 0)
    region = account
  }

  mutating func number() -> Outcome {
    let function = functions.number(of: function)
    guard account.isEmpty, region.isEmpty else { return number(function: function) }
    while plainNumbers.count <= function { plainNumbers.append(-1) }
    if plainNumbers[function] < 0 {
      let outcome = newNumber()
      guard case .number(let number) = outcome else { return outcome }
      plainNumbers[function] = number
    }
    return .number(plainNumbers[function])
  }

  private mutating func number(function: Int) -> Outcome {
    let identity = Identity(
      function: function, account: accounts.number(of: account),
      region: regions.number(of: region))
    if let known = numbers[identity] { return .number(known) }
    let outcome = newNumber()
    if case .number(let number) = outcome { numbers[identity] = number }
    return outcome
  }

  private mutating func newNumber() -> Outcome {
    guard let name = Self.text(function) else { return .notText(.function) }
    guard let account = Self.text(account) else { return .notText(.account) }
    guard let region = Self.text(region) else { return .notText(.region) }
    list.append(
      Workload(
        name: name, account: account.isEmpty ? defaultAccount : account,
        region: region.isEmpty ? defaultRegion : region))
    return .number(list.count - 1)
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }
}

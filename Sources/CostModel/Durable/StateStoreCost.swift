/// Where the state of long executions can be kept.
package enum StateStore: String, Hashable, Sendable, CaseIterable {
  case durable = "lambda-durable"
  case stepFunctions = "step-functions"
  case dynamoDB = "dynamodb"
  case s3
}

/// A month of the same state in one store, itemized; the function's own compute is in none of them.
package struct StateStoreCost: Hashable, Sendable {
  package let store: StateStore
  /// Empty when a price is missing.
  package let lines: [CostLine]
  package let missing: PriceBookError?
  /// What had to be added or split for the state to fit; nil when it fits as it is.
  package let note: String?

  /// Nil when a price is missing.
  package var monthlyCost: USD? { missing == nil ? lines.total : nil }

  init(_ store: StateStore, _ lines: [CostLine], note: String? = nil) {
    self.store = store
    self.lines = lines
    self.note = note
    missing = nil
  }

  init(_ store: StateStore, missing: PriceBookError) {
    self.store = store
    self.missing = missing
    lines = []
    note = nil
  }

  /// What the comparison takes for granted.
  package static let assumption =
    "The same state elsewhere: each checkpoint is one state transition, one item or one object, is "
    + "read back once, and is kept as long; waiting, retrying and resuming would have to be built on "
    + "DynamoDB or S3 and are not priced, nor are free tiers taken off."
}

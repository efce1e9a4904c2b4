/// Durable executions begun, or runs of a workflow.
package struct Executions: Quantity {
  package static let unit = "execution"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// Environments of a function started cold: by INIT, or restored from a snapshot.
package struct Starts: Quantity {
  package static let unit = "start"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// Steps of a Step Functions workflow entered.
package struct Transitions: Quantity {
  package static let unit = "transition"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// DynamoDB write request units: one for each KB of an item begun.
package struct WriteUnits: Quantity {
  package static let unit = "write-unit"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// DynamoDB read request units: one for each 4 KB of an item begun, read consistently.
package struct ReadUnits: Quantity {
  package static let unit = "read-unit"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

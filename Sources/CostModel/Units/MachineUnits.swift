/// An amount of data in bytes, as a machine moves it.
package struct Bytes: Quantity {
  package static let unit = "byte"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// Bytes moved between memory and processor, or read from a file.
package struct BytesPerSecond: Quantity {
  package static let unit = "byte/second"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// Floating-point operations, a multiplication and an addition counted as two.
package struct FlopsPerSecond: Quantity {
  package static let unit = "flop/second"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// Weights of a model, each of them one multiplication and one addition for a token.
package struct Parameters: Quantity {
  package static let unit = "parameter"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

package import CostModel

/// What a rendering depends on besides the value rendered.
package struct RenderContext: Hashable, Sendable {
  /// Stamped into every document; the caller reads the clock.
  package let generatedAt: Instant
  /// True when ANSI colours may be written.
  package let color: Bool
  /// Columns of the terminal; nil when there is none, and then nothing is shortened or wrapped.
  package let width: Int?
  /// True when the details of every workload are wanted, not of the first ones only.
  package let verbose: Bool

  package init(
    generatedAt: Instant, color: Bool = false, width: Int? = nil, verbose: Bool = false
  ) {
    self.generatedAt = generatedAt
    self.color = color
    self.width = width
    self.verbose = verbose
  }

  /// Workloads whose details follow the table.
  var detailed: Int { verbose ? .max : 20 }
}

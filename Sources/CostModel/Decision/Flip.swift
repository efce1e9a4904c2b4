/// The nearest value of something at which another place to run becomes the cheapest.
package struct Flip: Hashable, Sendable {
  package enum Variable: String, Hashable, Sendable, CaseIterable {
    /// Of the slots, their number kept.
    case utilization
    /// A factor on what the option named in `priced` costs, durable state left as it is.
    case price
    /// Of one stream of the option named in `priced`, with every rate of it.
    case tokensPerSecond = "tokens_per_second"
  }

  package let variable: Variable
  /// Whose price or rate it is; nil of the utilization, which is the workload's.
  package let subject: String?
  /// What it is now.
  package let present: Double
  /// Where the two cost the same or, between two numbers of instances, from where on the other wins.
  package let value: Double
  /// What is the cheapest beyond it.
  package let winner: String

  /// How many times the present value it is.
  package var factor: Double { value / present }
}

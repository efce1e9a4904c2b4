/// The nearest value of something at which another place to run becomes the cheapest.
package struct Flip: Hashable, Sendable {
  package enum Variable: String, Hashable, Sendable, CaseIterable {
    /// Of the slots, their number kept.
    case utilization
    /// A factor on all prices of the place of `subject`, durable state left as it is.
    case price
    /// Of one stream on the machine of `subject`, with every rate of it.
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
  /// What of today's place it costs as much as there.
  package let against: String
  /// Behind the value, where it is the speed of a fleet sized in tokens.
  package var speed: FleetSpeed?

  /// `ec2` of `ec2/c8g.xlarge/on-demand`: what the prices are of.
  package var subjectPlace: String? { subject.map { Self.place(of: $0) } }

  private static func place(of name: String) -> String {
    let place = String(name.prefix { $0 != "/" })
    return place == InstanceOffer.Service.managedInstances.rawValue ? "ec2" : place
  }

  /// How many times the present value it is.
  package var factor: Double { value / present }
}

/// One way to run a workload, priced or with the reason why not.
package struct PlacementOption: Hashable, Sendable {
  /// The stable name programs match on: `lambda`, `ec2/c8g.xlarge/on-demand`, `on-prem`.
  package let name: String
  package let tier: Tier
  /// Nil when feasible and priced; else one clause.
  package let whyNot: String?
  /// Nil when the option has no price yet.
  package let monthlyCost: USD?
  /// Utilization at which this option and Lambda cost the same; nil where Lambda never costs as much.
  package let breakevenUtilization: Double?
  package let instances: Int?
  /// The instance and term behind an always-on option; nil for every other kind.
  package let offer: InstanceOffer?
  /// What is set differently on Lambda; nil for every other kind.
  package let change: LambdaChange?
  /// How the cost answers to traffic and speed; nil where only its sum is known.
  package let cost: OptionCost?
  package let perMillionOutputTokens: USD?
  package let requestSeconds: Double?
  /// Of one stream; nil where no token rate is known.
  package let decode: TokenRate?
  /// Output tokens a second that all instances write together, no request slower than on Lambda.
  package let capacity: TokensPerSecond?
  package let provenance: Provenance
  /// True when a price in it is derived or unverified.
  package let restsOnUnverifiedPrice: Bool

  package init(
    name: String, tier: Tier, whyNot: String? = nil, monthlyCost: USD? = nil,
    cost: OptionCost? = nil, breakevenUtilization: Double? = nil, instances: Int? = nil,
    offer: InstanceOffer? = nil, change: LambdaChange? = nil,
    perMillionOutputTokens: USD? = nil, requestSeconds: Double? = nil,
    decode: TokenRate? = nil, capacity: TokensPerSecond? = nil, provenance: Provenance = .list,
    restsOnUnverifiedPrice: Bool = false
  ) {
    self.name = name
    self.tier = tier
    self.whyNot = whyNot
    self.monthlyCost = monthlyCost ?? cost?.total
    self.cost = cost
    self.change = change
    self.breakevenUtilization = breakevenUtilization
    self.instances = instances
    self.offer = offer
    self.perMillionOutputTokens = perMillionOutputTokens
    self.requestSeconds = requestSeconds
    self.decode = decode
    self.capacity = capacity
    self.provenance = provenance
    self.restsOnUnverifiedPrice = restsOnUnverifiedPrice
  }

  package var isFeasible: Bool { whyNot == nil }
}

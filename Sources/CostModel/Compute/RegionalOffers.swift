/// Every instance offer the catalogue has for a region, grouped so that each group yields one option.
package struct RegionalOffers: Sendable {
  /// Sizes of one family under one service and term, smallest price first.
  package struct Group: Hashable, Sendable {
    package let service: InstanceOffer.Service
    package let family: String
    package let term: CommitmentTerm
    package let offers: [InstanceOffer]
  }

  package let groups: [Group]
  /// Accelerated sizes that are on sale but whose slots cannot be told from Lambda's vCPUs.
  package let accelerated: [String]
  /// Price of a request on Managed Instances; nil when the region does not sell them.
  package let managedRequest: Price<Requests>?

  package init(region: String, prices: PriceBook) {
    let catalogue = OfferCatalogue(region: region, prices: prices)
    var grouped: [GroupKey: [InstanceOffer]] = [:]
    for instance in prices.instances where instance.kind == .cpu {
      for offer in catalogue.offers(of: instance) {
        grouped[GroupKey(offer), default: []].append(offer)
      }
    }
    groups = grouped.sorted { $0.key < $1.key }.map { key, offers in
      Group(
        service: key.service, family: key.family, term: key.term,
        offers: offers.sorted {
          ($0.hourly.perUnit.value, $0.name) < ($1.hourly.perUnit.value, $1.name)
        })
    }
    accelerated = prices.instances.filter { $0.kind == .gpu }.compactMap { instance in
      catalogue.hourly(instance, term: .onDemand) == nil ? nil : "ec2/\(instance.name)/on-demand"
    }
    managedRequest = try? prices.price(LambdaRates.key("managed-instances/request", region))
  }

  private struct GroupKey: Hashable, Comparable {
    let service: InstanceOffer.Service
    let family: String
    let term: CommitmentTerm

    init(_ offer: InstanceOffer) {
      service = offer.service
      family = offer.instance.family
      term = offer.term
    }

    static func < (left: Self, right: Self) -> Bool {
      (left.service.rawValue, left.family, left.term.rawValue)
        < (right.service.rawValue, right.family, right.term.rawValue)
    }
  }
}

/// Looks up what one region charges for an instance; absent prices give no offer.
private struct OfferCatalogue {
  let region: String
  let prices: PriceBook
  /// Management fee as a share of the on-demand price.
  let fee: Ratio?

  init(region: String, prices: PriceBook) {
    self.region = region
    self.prices = prices
    let key = LambdaRates.key("managed-instances/fee", region)
    fee = prices.entries[key]?.tiers.first.map { Ratio($0.usd) }
  }

  func offers(of instance: InstanceType) -> [InstanceOffer] {
    var offers: [InstanceOffer] = []
    let onDemand = hourly(instance, term: .onDemand)
    for term in CommitmentTerm.allCases {
      if let rate = hourly(instance, term: term) {
        offers.append(offer(.ec2, instance, term, rate))
        if let fee, let onDemand {
          let managed = Price<Hours>(perUnit: rate.perUnit + onDemand.perUnit * fee.value)
          offers.append(offer(.managedInstances, instance, term, managed))
        }
      }
      if let rate = endpointHourly(instance, term: term) {
        offers.append(offer(.sageMaker, instance, term, rate))
      }
    }
    return offers
  }

  func hourly(_ instance: InstanceType, term: CommitmentTerm) -> Price<Hours>? {
    try? prices.price(key("ec2", instance.name, term))
  }

  private func endpointHourly(_ instance: InstanceType, term: CommitmentTerm) -> Price<Hours>? {
    try? prices.price(key("sagemaker", "ml.\(instance.name)", term))
  }

  private func offer(
    _ service: InstanceOffer.Service, _ instance: InstanceType, _ term: CommitmentTerm,
    _ hourly: Price<Hours>
  ) -> InstanceOffer {
    let priced =
      service == .sageMaker
      ? key("sagemaker", "ml.\(instance.name)", term) : key("ec2", instance.name, term)
    let status = prices.status(priced)
    return InstanceOffer(
      service: service, instance: instance, term: term, hourly: hourly,
      restsOnUnverifiedPrice: status == .derived || status == .unverified)
  }

  private func key(_ service: String, _ size: String, _ term: CommitmentTerm) -> PriceKey {
    PriceKey(service: service, region: region, item: "\(size)/\(term.rawValue)")
  }
}

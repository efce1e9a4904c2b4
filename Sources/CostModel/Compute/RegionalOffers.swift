/// Every instance offer the catalogue has for a region, grouped so that each group yields one option.
package struct RegionalOffers: Sendable {
  /// Sizes of one architecture under one service and term, smallest price first.
  package struct Group: Hashable, Sendable {
    package let service: InstanceOffer.Service
    package let kind: InstanceType.Kind
    package let architecture: Architecture
    package let term: CommitmentTerm
    package let offers: [InstanceOffer]
  }

  package let groups: [Group]
  /// Sizes with accelerators, whose slots can be told from a token rate but not from Lambda's vCPUs.
  package let acceleratedGroups: [Group]
  /// The cheapest of them in each family, on demand.
  package let accelerated: [InstanceOffer]

  package init(region: String, prices: PriceBook) {
    let catalogue = OfferCatalogue(region: region, prices: prices)
    groups = Self.groups(of: .cpu, in: catalogue, prices: prices)
    acceleratedGroups = Self.groups(of: .gpu, in: catalogue, prices: prices)
      .filter { $0.service != .managedInstances }
    accelerated = Self.smallest(of: acceleratedGroups)
  }

  private static func smallest(of groups: [Group]) -> [InstanceOffer] {
    let offers = groups.filter { $0.service == .ec2 && $0.term == .onDemand }.flatMap(\.offers)
    let families = Dictionary(grouping: offers, by: \.instance.family)
    return families.values.compactMap {
      $0.min { $0.hourly.perUnit < $1.hourly.perUnit }
    }.sorted { $0.name < $1.name }
  }

  private static func groups(
    of kind: InstanceType.Kind, in catalogue: OfferCatalogue, prices: PriceBook
  ) -> [Group] {
    var grouped: [GroupKey: [InstanceOffer]] = [:]
    for instance in prices.instances where instance.kind == kind {
      for offer in catalogue.offers(of: instance) {
        grouped[GroupKey(offer), default: []].append(offer)
      }
    }
    return grouped.sorted { $0.key < $1.key }.map { key, offers in
      Group(
        service: key.service, kind: kind, architecture: key.architecture, term: key.term,
        offers: offers.sorted {
          ($0.hourly.perUnit.value, $0.name) < ($1.hourly.perUnit.value, $1.name)
        })
    }
  }

  private struct GroupKey: Hashable, Comparable {
    let service: InstanceOffer.Service
    let architecture: Architecture
    let term: CommitmentTerm

    init(_ offer: InstanceOffer) {
      service = offer.service
      architecture = offer.instance.architecture
      term = offer.term
    }

    static func < (left: Self, right: Self) -> Bool {
      (left.service.rawValue, left.architecture.rawValue, left.term.rawValue)
        < (right.service.rawValue, right.architecture.rawValue, right.term.rawValue)
    }
  }
}

/// Looks up what one region charges for an instance; absent prices give no offer.
private struct OfferCatalogue {
  let region: String
  let prices: PriceBook
  private let managed: ManagedInstances?

  /// What Managed Instances add: a share of the on-demand price, and every request.
  private struct ManagedInstances {
    let fee: Ratio
    let request: Price<Requests>
  }

  init(region: String, prices: PriceBook) {
    self.region = region
    self.prices = prices
    let fee = prices.entries[LambdaRates.key("managed-instances/fee", region)]?.tiers.first
    let request: Price<Requests>? = try? prices.price(
      LambdaRates.key("managed-instances/request", region))
    if let fee, let request {
      managed = ManagedInstances(fee: Ratio(fee.usd), request: request)
    } else {
      managed = nil
    }
  }

  func offers(of instance: InstanceType) -> [InstanceOffer] {
    var offers: [InstanceOffer] = []
    // A negotiated rate of the instance leaves the fee, which has its own price, as it was.
    let onDemand: Price<Hours>? = try? prices.listPrice(key("ec2", instance.name, .onDemand))
    for term in CommitmentTerm.ofEC2 {
      if let rate = hourly(instance, term: term) {
        offers.append(offer(.ec2, instance, term, rate))
        if let managed, let onDemand {
          let hourly = Price<Hours>(perUnit: rate.perUnit + onDemand.perUnit * managed.fee.value)
          offers.append(
            offer(.managedInstances, instance, term, hourly, perRequest: managed.request))
        }
      }
    }
    for term in CommitmentTerm.ofSageMaker {
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
    _ hourly: Price<Hours>, perRequest: Price<Requests>? = nil
  ) -> InstanceOffer {
    let size = service == .sageMaker ? "ml.\(instance.name)" : instance.name
    let own = key(service == .sageMaker ? "sagemaker" : "ec2", size, term)
    let parts = [own] + (service == .managedInstances ? managedKeys : [])
    return InstanceOffer(
      service: service, instance: instance, term: term, hourly: hourly,
      perRequest: perRequest, priceStatus: .weakest(of: parts.compactMap(prices.status)))
  }

  private var managedKeys: [PriceKey] {
    ["fee", "request"].map { LambdaRates.key("managed-instances/\($0)", region) }
  }

  private func key(_ service: String, _ size: String, _ term: CommitmentTerm) -> PriceKey {
    PriceKey(service: service, region: region, item: "\(size)/\(term.rawValue)")
  }
}

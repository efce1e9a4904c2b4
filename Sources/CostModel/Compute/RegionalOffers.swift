/// Every instance offer the catalogue has for a region, grouped so that each group yields one option.
package struct RegionalOffers: Sendable {
  /// Sizes of one architecture under one service and term, smallest price first.
  package struct Group: Hashable, Sendable {
    package let service: InstanceOffer.Service
    package let architecture: Architecture
    package let term: CommitmentTerm
    package let offers: [InstanceOffer]
  }

  package let groups: [Group]
  /// Accelerated sizes that are on sale but whose slots cannot be told from Lambda's vCPUs.
  package let accelerated: [String]

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
        service: key.service, architecture: key.architecture, term: key.term,
        offers: offers.sorted {
          ($0.hourly.perUnit.value, $0.name) < ($1.hourly.perUnit.value, $1.name)
        })
    }
    accelerated = catalogue.smallestAccelerators
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

  /// The cheapest size of every accelerated family, by name.
  var smallestAccelerators: [String] {
    var families: [String: (price: Double, name: String)] = [:]
    for instance in prices.instances where instance.kind == .gpu {
      guard let price = hourly(instance, term: .onDemand)?.perUnit.value else { continue }
      if price < families[instance.family]?.price ?? .infinity {
        families[instance.family] = (
          price, "ec2/\(instance.name)/\(CommitmentTerm.onDemand.rawValue)"
        )
      }
    }
    return families.values.map(\.name).sorted()
  }

  func offers(of instance: InstanceType) -> [InstanceOffer] {
    var offers: [InstanceOffer] = []
    // A negotiated rate of the instance leaves the fee, which has its own price, as it was.
    let onDemand: Price<Hours>? = try? prices.listPrice(key("ec2", instance.name, .onDemand))
    for term in CommitmentTerm.allCases {
      if let rate = hourly(instance, term: term) {
        offers.append(offer(.ec2, instance, term, rate))
        if let managed, let onDemand {
          let hourly = Price<Hours>(perUnit: rate.perUnit + onDemand.perUnit * managed.fee.value)
          offers.append(
            offer(.managedInstances, instance, term, hourly, perRequest: managed.request))
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

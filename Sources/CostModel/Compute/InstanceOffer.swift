/// An instance size at one way of paying, in one region.
package struct InstanceOffer: Hashable, Sendable {
  package enum Service: String, Hashable, Sendable {
    case ec2
    case managedInstances = "lambda-managed-instances"
    case sageMaker = "sagemaker"
  }

  package let service: Service
  package let instance: InstanceType
  package let term: CommitmentTerm
  /// Everything an hour costs: the instance and, for Managed Instances, the fee.
  package let hourly: Price<Hours>
  /// What each request costs besides; Managed Instances only.
  package let perRequest: Price<Requests>?
  package let priceStatus: PriceStatus
  /// `ec2/c8g.xlarge/on-demand`: service, size and term.
  package let name: String

  package init(
    service: Service, instance: InstanceType, term: CommitmentTerm, hourly: Price<Hours>,
    perRequest: Price<Requests>?, priceStatus: PriceStatus
  ) {
    self.service = service
    self.instance = instance
    self.term = term
    self.hourly = hourly
    self.perRequest = perRequest
    self.priceStatus = priceStatus
    name = "\(service.rawValue)/\(Self.size(service, instance))/\(term.rawValue)"
  }

  /// The size as the service spells it: SageMaker's begin with `ml.`.
  package var sizeName: String { Self.size(service, instance) }

  private static func size(_ service: Service, _ instance: InstanceType) -> String {
    service == .sageMaker ? "ml.\(instance.name)" : instance.name
  }

  /// Instances that stand whatever the traffic: three for Managed Instances, one per zone.
  package var leastInstances: Int { service == .managedInstances ? 3 : 1 }

  package var reserve: InstanceType.Reserve {
    service == .managedInstances ? .managedInstances : .none
  }

  /// Slots of one instance; Managed Instances give an environment 2,048 MB at least.
  package func slots(for need: SlotNeed) -> Int {
    guard service == .managedInstances else { return instance.slots(for: need) }
    let floored = SlotNeed(vcpus: need.vcpus, memory: max(need.memory, Megabytes(2048)))
    return instance.slots(for: floored, reserving: reserve)
  }
}

/// Duration and cost of a function against its memory, over the sizes that hold the model.
package struct MemoryAdvice: Hashable, Sendable {
  package struct Size: Hashable, Sendable {
    package let memory: Megabytes
    /// Of the average request.
    package let duration: Duration
    package let monthlyCost: USD

    package init(memory: Megabytes, duration: Duration, monthlyCost: USD) {
      self.memory = memory
      self.duration = duration
      self.monthlyCost = monthlyCost
    }
  }

  /// By rising memory.
  package let sizes: [Size]
  package let current: Size
  package let cheapest: Size
  package let fastest: Size
  /// 10,240 MB, the most Lambda gives; nil where even it is not enough.
  package let largest: Size?

  /// What other sizes would cost, the observed duration taken for the size of today.
  ///
  /// Duration follows the estimates' ratio and GB-seconds memory × duration; the rest of the bill
  /// stays. At 10 s on 2,048 MB, 5 s on 4,096 MB cost the same. Nil where no size holds the model and
  /// answers within Lambda's 900 s.
  init?(_ profile: RequestProfile, observed: Duration, bill: LambdaCost) {
    func priced(_ size: RequestProfile.FunctionTime) -> Size {
      let share = size.seconds / profile.current.seconds
      let compute = bill.compute * (share * (size.memory / profile.current.memory))
      return Size(
        memory: size.memory, duration: observed * share,
        monthlyCost: bill.total - bill.compute - bill.ephemeralStorage + compute
          + bill.ephemeralStorage * share)
    }
    let sizes = profile.sizes.map(priced).filter { $0.duration <= Self.timeout }
    self.init(sizes: sizes, current: priced(profile.current))
  }

  /// The cheapest, the fastest and 10,240 MB of these; nil where there are none.
  package init?(sizes: [Size], current: Size) {
    guard let cheapest = sizes.min(by: { $0.monthlyCost < $1.monthlyCost }),
      let fastest = sizes.min(by: { $0.duration < $1.duration })
    else { return nil }
    self.sizes = sizes
    self.current = current
    self.cheapest = cheapest
    self.fastest = fastest
    largest = sizes.last { $0.memory == RequestProfile.mostMemory }
  }

  static let timeout = Duration.seconds(900)
}

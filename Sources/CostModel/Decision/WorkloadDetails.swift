/// What an analysis knows of a workload beyond usage and cost; nil where it does not apply.
package struct WorkloadDetails: Hashable, Sendable {
  package let durable: DurableDetails?
  package let coldStart: ColdStartDetails?

  package init(durable: DurableDetails? = nil, coldStart: ColdStartDetails? = nil) {
    self.durable = durable
    self.coldStart = coldStart
  }
}

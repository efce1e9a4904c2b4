/// What an analysis knows of a workload beyond usage and cost; nil where it does not apply.
package struct WorkloadDetails: Hashable, Sendable {
  /// Behind a reference, for most of a large fleet has nothing here.
  private indirect enum Content: Hashable, Sendable {
    case nothing
    case known(durable: DurableDetails?, coldStart: ColdStartDetails?)
  }

  private let content: Content

  package init(durable: DurableDetails? = nil, coldStart: ColdStartDetails? = nil) {
    content =
      durable == nil && coldStart == nil
      ? .nothing : .known(durable: durable, coldStart: coldStart)
  }

  package var durable: DurableDetails? {
    if case .known(let durable, _) = content { durable } else { nil }
  }

  package var coldStart: ColdStartDetails? {
    if case .known(_, let coldStart) = content { coldStart } else { nil }
  }
}

import CostModel
import Telemetry

/// One way the report goes, and what is known of it already.
struct ReportDispatch: Sendable {
  enum Decision: Hashable, Sendable {
    case send
    /// It has arrived.
    case done
    /// Its condition does not hold.
    case skip
    /// It may have arrived, and a second one would be another message.
    case hold
  }

  /// Stands for the delivery in the store.
  let target: String
  let delivery: Delivery
  let known: DeliveryRecord?

  /// The deliveries of a report; the same place named twice is two.
  static func all(
    _ deliveries: [Delivery], known: [DeliveryRecord]
  ) -> [ReportDispatch] {
    var counts: [String: Int] = [:]
    return deliveries.map { delivery in
      let label = delivery.label
      counts[label, default: 0] += 1
      let count = counts[label] ?? 1
      let target = count == 1 ? label : "\(label) (\(count))"
      return ReportDispatch(
        target: target, delivery: delivery, known: known.first { $0.target == target })
    }
  }

  func decision(for made: ReportRun.Made, resending: ReportRequest.Resending) -> Decision {
    switch known?.status {
    case .delivered: return .done
    case .sending, .unclear:
      return delivery.isRepeatable || resending != .nothing ? .send : .hold
    case .failed, .skipped, nil:
      return delivery.condition.holds(for: made) ? .send : .skip
    }
  }
}

extension Delivery.Condition {
  func holds(for made: ReportRun.Made) -> Bool {
    switch self {
    case .always: true
    case .change: made.hasChanges
    case .savingAbove(let limit): made.monthlySaving > limit
    }
  }
}

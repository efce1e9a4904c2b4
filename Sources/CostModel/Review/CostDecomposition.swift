import Foundation

/// Why a workload's month costs more or less than before: amounts that add up to the difference.
///
/// Duration is a product of invocations, their length, memory and price. Its change is shared out by the
/// logarithmic mean (LMDI-I: B. W. Ang, Energy Policy 32, 2004), which leaves no rest and does not depend
/// on an order: a factor that went from f to g takes L ln(g / f), L = (C1 - C0) / ln(C1 / C0).
/// Worked example: $100 to $300 by 1.5 times the invocations, each twice as long, is
/// +$73.81 for invocations and +$126.19 for their length.
package struct CostDecomposition: Hashable, Sendable {
  package enum Cause: Hashable, Sendable, CaseIterable {
    case invocations, length, memory, price, kept, state
  }

  package struct Part: Hashable, Sendable {
    package let cause: Cause
    package let amount: USD
  }

  /// In the order of `Cause`, none left out.
  package let parts: [Part]
  private let before: WorkloadVerdict
  private let after: WorkloadVerdict

  /// Nil where one of the two is known as a sum only.
  package init?(from before: WorkloadVerdict, to after: WorkloadVerdict) {
    guard let old = before.meters, let new = after.meters else { return nil }
    self.before = before
    self.after = after
    let volume = Self.logarithm(
      before.invocationsPerMonth.value, after.invocationsPerMonth.value)
    let length = Self.logarithm(
      before.meanDuration?.inSeconds ?? 0, after.meanDuration?.inSeconds ?? 0)
    let memory = Self.logarithm(before.memory?.value ?? 0, after.memory?.value ?? 0)
    let compute = Shares(
      old.compute, new.compute, factors: [volume, length, memory])
    let requests = Shares(old.requests, new.requests, factors: [volume])
    // Traffic that began or ended has no ratio: then all of it is for the invocations.
    let isNewTraffic = volume == nil
    let unexplained = compute.rest + requests.rest
    let amounts: [Cause: USD] = [
      .invocations: compute.parts[0] + requests.parts[0] + (isNewTraffic ? unexplained : .zero),
      .length: compute.parts[1],
      .memory: compute.parts[2],
      .price: isNewTraffic ? .zero : unexplained,
      .kept: (new.snapStart + new.provisioned + new.ephemeralStorage)
        - (old.snapStart + old.provisioned + old.ephemeralStorage),
      .state: new.durable - old.durable,
    ]
    parts = Cause.allCases.map { Part(cause: $0, amount: amounts[$0] ?? .zero) }
  }

  /// ln(g / f); nil where one of the two is not positive.
  private static func logarithm(_ old: Double, _ new: Double) -> Double? {
    old > 0 && new > 0 ? log(new / old) : nil
  }

  /// One meter's change, shared out among its factors; `rest` is what they do not explain.
  private struct Shares {
    let parts: [USD]
    let rest: USD

    init(_ old: USD, _ new: USD, factors: [Double?]) {
      let mean =
        old.value > 0 && new.value > 0
        ? (old == new ? old.value : (new - old).value / log(new.value / old.value)) : 0
      parts = factors.map { USD(mean * ($0 ?? 0)) }
      rest = new - old - parts.sum()
    }
  }
}

extension CostDecomposition {
  /// The parts that matter, the largest first, each with the figures behind it.
  var wording: String {
    let whole = parts.map { abs($0.amount.value) }.reduce(0, +)
    let grave = parts.filter { abs($0.amount.value) >= max(0.1 * whole, 0.005) }
      .sorted { abs($0.amount.value) > abs($1.amount.value) }
    guard !grave.isEmpty else { return "less than a cent" }
    return grave.map { part in
      let sign = part.amount > .zero ? "+" : ""
      return "\(sign)\(Shown.dollars(part.amount)) \(clause(part.cause))"
    }.joined(separator: ", ")
  }

  private func clause(_ cause: Cause) -> String {
    switch cause {
    case .invocations:
      "by invocations (\(Self.count(after.invocationsPerMonth)) a month, were "
        + "\(Self.count(before.invocationsPerMonth)))"
    case .length:
      "by their length (\(Self.seconds(after.meanDuration)), was \(Self.seconds(before.meanDuration)))"
    case .memory:
      "by memory (\(Self.size(after.memory)), was \(Self.size(before.memory)))"
    case .price:
      before.architecture == after.architecture ? "by prices" : "by the other architecture's price"
    case .kept: "by what is kept ready or stored"
    case .state: "by durable state"
    }
  }

  private static func count(_ requests: Requests) -> String {
    Shown.number(requests.value.rounded())
  }

  private static func seconds(_ length: Duration?) -> String {
    guard let seconds = length?.inSeconds else { return "none" }
    return seconds < 1 ? "\(Shown.number(seconds * 1000)) ms" : "\(Shown.number(seconds)) s"
  }

  private static func size(_ memory: Megabytes?) -> String {
    memory.map { "\(Shown.number($0.value)) MB" } ?? "unknown"
  }
}

/// The answer of `tco`: every way to run the workloads over the horizon, and how sure the choice is.
package struct TCOComparison: Hashable, Sendable {
  package let report: RecommendationReport
  package let demand: TCODemand
  package let assumptions: TCOAssumptions
  /// Least present value first.
  package let options: [TCOOption]
  /// What the cloud options are made of, as the workbook and FOCUS spell it out.
  package let scenarios: [CloudScenario]
  package let plan: OnPremisesPlan
  /// What of today's month stays in the cloud with on-prem: durable state.
  package let cloudRemainder: USD
  package let tornado: [TornadoBar]
  package let flips: [FlipPoint]
  package let monteCarlo: MonteCarlo
  /// What the other kinds of node would come to.
  package let otherNodes: [OtherNode]

  /// Another preset with the same demand and site.
  package struct OtherNode: Hashable, Sendable {
    package let name: String
    package let title: String
    package let outcome: Outcome

    package enum Outcome: Hashable, Sendable {
      case priced(nodes: Int, total: USD, presentValue: USD)
      case unpriced(String)
    }
  }

  package var horizonMonths: Int { assumptions.parameters.horizon }
  package var discountRate: EffectiveRate {
    EffectiveRate(annual: assumptions.parameters[.discountRate])
  }
  package var current: TCOOption { first(.current) }
  package var onPremises: TCOOption { first(.onPremises) }

  /// Of staying and all cloud options the one of least present value.
  package var cheapestCloud: TCOOption {
    options.first { $0.kind != .onPremises } ?? current
  }

  /// What on-prem saves against it in present value; negative where it loses.
  package var advantage: USD { cheapestCloud.presentValue - onPremises.presentValue }

  private func first(_ kind: TCOOption.Kind) -> TCOOption {
    guard let option = options.first(where: { $0.kind == kind }) else {
      preconditionFailure("a comparison holds staying and on-prem")
    }
    return option
  }
}

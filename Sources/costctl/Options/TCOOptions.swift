import ArgumentParser
import CostModel

/// The horizon and the inputs of a comparison of total cost.
struct TCOOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Months to compare (default: tco.horizon_months in the configuration, 36).",
      valueName: "months"))
  var horizon: Int?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      """
      One input of the comparison, such as node=l40s-server or node_price_usd=24500; may be \
      repeated, the last one counts. The inputs are listed with the result.
      """, valueName: "key=value"),
    transform: { text in
      do throws(SetTermError) {
        return try SetTerm(text)
      } catch {
        throw ValidationError("\(error)")
      }
    })
  var terms: [SetTerm] = []

  func validate() throws {
    if let horizon, !TCOKey.horizonMonths.range.contains(Double(horizon)) {
      throw ValidationError("--horizon: \(TCOError.outOfRange(.horizonMonths, Double(horizon)))")
    }
  }

  /// The comparison these options and the configuration ask for; a flag beats the file.
  func comparer(_ session: Session, prices: PriceBook) throws -> TCOComparer {
    let configuration = session.configuration
    let standing = try session.onPremisesTerms()
    var node = standing.node
    var given = standing.given
    for term in terms {
      switch term {
      case .node(let name): node = name
      case .figure(let key, let value):
        given[key] = TCOAssumptions.Given(value: value, place: "given with --set")
      }
    }
    if let horizon {
      given[.horizonMonths] = TCOAssumptions.Given(
        value: Double(horizon), place: "given with --horizon")
    }
    return TCOComparer(
      catalogue: standing.catalogue, prices: prices, redundancy: configuration.redundancy ?? .none,
      node: node, given: given,
      tokensPerRequest: { workload in
        configuration.terms(for: workload)?.outputTokens.map { Tokens(Double($0)) }
      })
  }
}

/// One way to run all workloads over the horizon, in dollars.
package struct TCOOption: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case current, cloud, onPremises }

  /// `lambda`, `ec2/ri-1yr`, `on-prem/l4-server`.
  package let name: String
  package let kind: Kind
  package let cash: CashFlow
  package let amortized: CashFlow
  /// What nodes and prepaid commitments are still worth at the end, received in the last month of `cash`.
  package let closing: USD
  /// Present value of the cash view.
  package let presentValue: USD
  /// What staying costs more in present value; negative where staying is cheaper.
  package let saving: USD
  package let payback: Payback
  package let rateOfReturn: RateOfReturn
  /// Total over the tokens of the horizon; nil where tokens are not known.
  package let perMillionOutputTokens: USD?
  /// Workloads that stay on Lambda in it.
  package let left: Int
  package let commitmentYears: Int
  /// True when a price or an input in it is derived or unverified.
  package let restsOnUnverified: Bool

  package var total: USD { cash.total }
}

extension TCOOption {
  init(scenario: CloudScenario, flow: CloudFlow, current: CashFlow, basis: TCOBasis) {
    self.init(
      name: scenario.name, kind: scenario.name == CloudScenario.current ? .current : .cloud,
      cash: flow.cash, amortized: flow.amortized, residual: flow.closing, current: current,
      basis: basis,
      left: scenario.left, commitmentYears: scenario.commitmentYears,
      restsOnUnverified: scenario.restsOnUnverifiedPrice)
  }

  init(node: NodePreset, plan: OnPremisesPlan, current: CashFlow, basis: TCOBasis) {
    self.init(
      name: "on-prem/\(node.name)", kind: .onPremises, cash: plan.cash, amortized: plan.amortized,
      residual: plan.closing, current: current, basis: basis, left: 0, commitmentYears: 0,
      restsOnUnverified: true)
  }

  private init(
    name: String, kind: Kind, cash: CashFlow, amortized: CashFlow, residual: USD,
    current: CashFlow, basis: TCOBasis, left: Int, commitmentYears: Int, restsOnUnverified: Bool
  ) {
    let saving = current - cash
    self.name = name
    self.kind = kind
    self.cash = cash
    self.amortized = amortized
    closing = residual
    self.left = left
    self.commitmentYears = commitmentYears
    self.restsOnUnverified = restsOnUnverified
    presentValue = cash.presentValue(monthlyRate: basis.monthlyRate)
    self.saving = saving.presentValue(monthlyRate: basis.monthlyRate)
    payback = kind == .current ? .isCurrent : Payback(saving: saving, residual: residual)
    rateOfReturn = kind == .current ? .none(.isCurrent) : RateOfReturn(saving: saving)
    perMillionOutputTokens = basis.tokens.map { cash.total / ($0.value / 1e6) }
  }
}

/// What all options of a comparison are measured with.
struct TCOBasis {
  let monthlyRate: Double
  /// Over the whole horizon; nil where unknown or none.
  let tokens: Tokens?

  init(_ parameters: TCOParameters) {
    monthlyRate = parameters.monthlyRate
    let month = parameters[.outputTokensPerMonth]
    tokens = month > 0 ? Tokens(month * parameters.volumes.reduce(0, +)) : nil
  }
}

extension TCOComparison {
  /// The decision in one sentence, with its numbers.
  package var verdict: String {
    let cloud = cheapestCloud
    let difference = Shown.dollars(USD(abs(advantage.value)))
    let wins = advantage > .zero
    return
      "\(wins ? "On-prem wins" : "The cloud wins"): \(onPremises.name) costs \(difference) \(wins ? "less" : "more") than \(cloud.name), the "
      + "cheapest cloud option, over \(Self.months(horizonMonths)) in present value: "
      + "\(Shown.dollars(onPremises.presentValue)) against \(Shown.dollars(cloud.presentValue))."
  }

  /// What on-prem's money does against staying on Lambda.
  package var paybackSentence: String {
    let option = onPremises
    switch option.payback {
    case .never:
      return "Against staying on Lambda it never pays back within \(Self.months(horizonMonths))."
    case .onlyWithResidual(let month):
      return "Against staying on Lambda it pays back in month \(month), the last, and only because "
        + "what the nodes are still worth is counted then."
    case .month(1):
      return "Against staying on Lambda it costs no more from the first month on."
    case .month(let month):
      return "Against staying on Lambda it pays back in month \(month) of \(horizonMonths)."
    case .isCurrent:
      return ""
    }
  }

  package var returnSentence: String {
    switch onPremises.rateOfReturn {
    case .rate(let rate) where rate.annual > 10:
      "Its internal rate of return against staying is above 1,000 % a year."
    case .rate(let rate):
      "Its internal rate of return against staying is \(Shown.percent(Ratio(rate.annual))) a year."
    case .none(let absence):
      "It has no internal rate of return: \(absence.sentence)."
    }
  }

  package var uncertaintySentence: String {
    "Of \(Shown.number(Double(monteCarlo.draws))) draws of the \(monteCarlo.drawn.count) uncertain "
      + "inputs on-prem wins in \(Shown.percent(monteCarlo.winProbability)); its advantage is "
      + "\(Shown.dollars(monteCarlo.advantage.p5)) at 5 %, "
      + "\(Shown.dollars(monteCarlo.advantage.p50)) at 50 % and "
      + "\(Shown.dollars(monteCarlo.advantage.p95)) at 95 % of them."
  }

  /// Why there is no cost per million tokens; nil where there is one.
  package var tokensUnknown: String? {
    guard current.perMillionOutputTokens == nil else { return nil }
    guard let figure = assumptions.figure(.outputTokensPerMonth), figure.value == nil else {
      return "No cost per million tokens: no output tokens in a month."
    }
    return "No cost per million tokens: \(figure.note ?? "the tokens are not known"); set it under "
      + "workloads in costctl.yaml, or output_tokens_per_month with --set."
  }

  /// What the comparison rests on and leaves out, one sentence each.
  package var notes: [String] {
    var notes = [
      "A month's payments fall on its first day, so the first month is not discounted; the monthly "
        + "rate is (1 + annual)^(1/12) − 1.",
      "Nodes are bought in the month that needs them, lose value evenly over their life, and count "
        + "at book value when the horizon ends.",
      "Lambda's charge grows in proportion to traffic; fleets grow by whole instances of today's size.",
      sizingNote,
      "Data transfer between AWS and the site is not priced; durable state stays in the cloud.",
    ]
    if assumptions.parameters[.discountRate] == 0 {
      notes.append("At a discount rate of zero the present value is the plain total.")
    }
    if horizonMonths == 1 {
      notes.append(
        "In a horizon of one month nodes are bought and valued again at once: it says little.")
    }
    if scenarios.contains(where: { !$0.terms.isEmpty }) {
      notes.append(
        "A commitment runs its term and is then made again for what is needed; what traffic no longer "
          + "needs of it is still paid. What is paid upfront is cash on the first day of each term, half "
          + "of it where the payment is partial, and what of it is left when the horizon ends counts then."
      )
    }
    let bound = options.filter { $0.commitmentYears * 12 > horizonMonths }.map(\.commitmentYears)
    if let longest = bound.max() {
      notes.append(
        "\(Self.count(bound.count, "option")) with a commitment of up to "
          + "\(Self.count(longest, "year")), beyond the horizon of "
          + "\(Self.months(horizonMonths)): what is due after it is not counted.")
    }
    let left = options.filter { $0.left > 0 }.count
    if left > 0 {
      notes.append(
        "In \(Self.count(left, "cloud option")) some workloads stay on Lambda: nothing of the kind holds them or, "
          + "in \(CloudScenario.mix), nothing is cheaper.")
    }
    if !report.unpriced.isEmpty {
      notes.append(
        "\(Self.count(report.unpriced.count, "workload")) without a cost left out of everything.")
    }
    return notes
  }

  /// How demand became tokens a second.
  private var sizingNote: String {
    let known = demand.known.count
    let all = demand.workloads.count
    let tokens =
      "By model and tokens of its requests, every token read or written weighs as much as the model has "
      + "parameters, against a model of 8 billion, which node capacities are for"
    let executions =
      "every execution at the peak is taken to keep its vCPUs decoding on that model; a smaller one asks "
      + "for less, so set model, prompt_tokens and output_tokens under workloads in costctl.yaml"
    if known == all { return "\(tokens)." }
    return known == 0
      ? "Node capacities are for a model of 8 billion parameters: \(executions)."
      : "\(tokens); of the \(Self.count(all - known, "workload")) whose tokens are not known "
        + "\(executions)."
  }

  package static func months(_ number: Int) -> String { count(number, "month") }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(Shown.number(Double(number))) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension RateOfReturn.Absence {
  package var sentence: String {
    switch self {
    case .isCurrent: "staying is what the others are measured against"
    case .oneMonth: "a horizon of one month has a single flow"
    case .nothingInvested: "it never costs more than staying, so nothing is invested"
    case .nothingSaved: "it never costs less than staying, so nothing is earned"
    case .savesFirst: "it saves first and costs later, as a loan does"
    case .noRoot: "its flows change sign several times and no rate makes their value zero"
    }
  }
}

extension FlipPoint {
  /// `node_price_usd above 41,210.55 (now 26,000 USD)`.
  package var sentence: String {
    "\(key.rawValue) \(isAbove ? "above" : "below") \(Self.shown(flipsAt)) "
      + "(now \(Self.shown(value))\(key.unit == "factor" ? "" : " " + key.unit))"
      + (isPlausible == false ? ", outside what is thought possible" : "")
  }

  private static func shown(_ value: Double) -> String {
    abs(value) >= 1 || value == 0 ? Shown.number(value) : "\((value * 1e6).rounded() / 1e6)"
  }
}

extension Decision {
  private var utilization: Utilization { analysis.utilization }
  private var rule: Rule { settings.rule }

  /// Each a number against a threshold.
  var reasons: [String] {
    [
      ruleReason, memoryReason, tierReason, shareReason, breakEvenReason, disagreement,
      bedrockReason,
    ].compactMap { $0 }
  }

  private var ruleReason: String {
    let measured =
      "Utilization \(Shown.percent(utilization.value)) (90 % interval "
      + "\(Shown.percent(utilization.low)) to \(Shown.percent(utilization.high))), "
      + "\(slots) by \(utilization.sizing.rawValue)"
    return switch analysis.tier {
    case .lambda:
      "\(measured), is below \(Shown.percent(rule.stayBelow)): the rule says stay on Lambda."
    case .reserved:
      "\(measured), lies between \(Shown.percent(rule.stayBelow)) and "
        + "\(Shown.percent(rule.repatriateAbove)): the rule says reserved EC2 or SageMaker."
    case .repatriate:
      "\(measured), is above \(Shown.percent(rule.repatriateAbove)): the rule says repatriate."
    }
  }

  private var slots: String {
    utilization.slots == 1 ? "1 slot" : "\(utilization.slots) slots"
  }

  private var memoryReason: String? {
    guard let used = analysis.profile.insights?.usedMemory,
      let memory = analysis.profile.configuration.memory, used < memory
    else { return nil }
    return "An execution used at most \(Shown.number(used.value)) MB of its "
      + "\(Shown.number(memory.value)) MB, as Lambda Insights saw: fleets are sized for that."
  }

  private var tierReason: String? {
    guard settings.policy == .rule, cheapestOfTier == nil else { return nil }
    return (unquoted ?? "No option of the tier \(analysis.tier.rawValue) has a price; ")
      + "\(chosen.name) is the cheapest always-on option that has one."
  }

  private var breakEvenReason: String? {
    let rival = options.first {
      $0.isFeasible && $0.tier == .reserved && $0.breakevenUtilization != nil
    }
    guard let rival, let point = rival.breakevenUtilization else { return nil }
    let side = utilization.value.value < point ? "below: Lambda is cheaper" : "above: it is cheaper"
    return "\(rival.name) breaks even with Lambda at \(Shown.percent(Ratio(point))) utilization; "
      + "\(Shown.percent(utilization.value)) is \(side)."
  }

  private var disagreement: String? {
    guard !rulesAgree, let byRule = (cheapestOfTier ?? chosen).monthlyCost,
      let byPrice = cheapest.monthlyCost
    else { return nil }
    return "Rule and prices disagree: following the rule costs \(Shown.dollars(byRule)) a month, "
      + "the cheapest option \(cheapest.name) \(Shown.dollars(byPrice)), "
      + "\(Shown.dollars(byRule - byPrice)) less."
  }

  /// A managed model is the fourth answer; only the user can weigh what it costs besides money.
  private var bedrockReason: String? {
    guard let reference = inference.advice?.bedrock, let chosen = chosen.monthlyCost,
      reference.monthlyCost < chosen
    else { return nil }
    return "Bedrock answers the same tokens with \(reference.model) for "
      + "\(Shown.dollars(reference.monthlyCost)) a month (\(Shown.dollars(reference.perMillionInput)) "
      + "and \(Shown.dollars(reference.perMillionOutput)) per million in and out): weigh privacy and your "
      + "own weights against it."
  }

  var risks: [String] {
    var risks: [String] = []
    switch analysis.firmness {
    case .firm: break
    case .borderline: risks.append("The interval crosses a threshold: the verdict may turn.")
    case .provisional: risks.append("Too little was seen for a firm verdict.")
    }
    if chosen.offer != nil { risks += movingRisks }
    if let change = chosen.change { risks += changeRisks(change) }
    if chosen.tier == .repatriate {
      risks += repatriationRisks
    } else if chosen.restsOnUnverifiedPrice {
      risks.append(
        "The price of \(chosen.name) is derived: check it before committing.")
    }
    return risks
  }

  private var movingRisks: [String] {
    var risks = [
      "A fleet sized for the peak seen queues or rejects what exceeds it; Lambda scales."
    ]
    if let term = chosen.offer?.term, term.years > 0 {
      risks.append("\(term.commitment) paid every hour, used or not.")
    }
    if chosen.provenance != .list, chosen.provenance != .measured, let rate = chosen.decode {
      risks.append(
        "Nobody measured the token rate of this machine (\(chosen.provenance.rawValue), "
          + "\(Shown.number(rate.low.value)) to \(Shown.number(rate.high.value)) tokens/s a stream): "
          + "try one instance before committing.")
    }
    let current = analysis.profile.configuration.billedArchitecture
    if let moved = chosen.offer?.instance.architecture, moved != current {
      risks.append(
        "The instance has another architecture: code and native libraries must be rebuilt.")
    }
    if chosen.offer?.service != .managedInstances { risks += durableRisks }
    return risks
  }

  var durableRisks: [String] {
    analysis.durable == nil
      ? [] : ["Durable executions exist on Lambda only: checkpoints and waits must be rebuilt."]
  }

  /// The exact thing to do.
  var action: String {
    if let saving = analysis.findings.first(where: { $0.code == .idle })?.monthlySaving {
      return "Nothing calls it: remove \(standing), which saves \(Shown.dollars(saving)) a month."
    }
    guard chosen.name != "lambda" else {
      return rulesAgree || settings.policy == .cost
        ? "Keep it on Lambda; nothing to change."
        : "Keep it on Lambda by the rule, or take \(cheapest.name) for "
          + "\(Shown.dollars(stayCost - (cheapest.monthlyCost ?? .zero))) less a month."
    }
    let cost = chosen.monthlyCost ?? .zero
    if cost > stayCost {
      return "Stay on Lambda for now: \(placement) would cost "
        + "\(Shown.dollars(cost - stayCost)) more a month at today's volume."
    }
    if let change = chosen.change {
      return "\(wording(change)): saves \(Shown.dollars(stayCost - cost)) a month."
    }
    return "Move to \(placement): saves \(Shown.dollars(stayCost - cost)) a month."
  }

  /// What an idle function is charged for.
  private var standing: String {
    let kept = [
      now.provisioned > .zero ? "its provisioned concurrency" : nil,
      now.snapStart > .zero ? "the versions that keep a snapshot" : nil,
    ].compactMap { $0 }
    return kept.isEmpty ? "the function" : kept.joined(separator: " and ")
  }

  private var stayCost: USD { now.total }

  private var placement: String {
    if chosen.tier == .repatriate, let share { return share.placement }
    guard let offer = chosen.offer else { return chosen.name }
    let fleet = "\(chosen.instances ?? 1) × \(offer.sizeName), \(offer.term.wording)"
    return switch offer.service {
    case .ec2: "EC2, \(fleet)"
    case .sageMaker: "a SageMaker real-time endpoint, \(fleet)"
    case .managedInstances: "a Lambda Managed Instances capacity provider, \(fleet)"
    }
  }
}

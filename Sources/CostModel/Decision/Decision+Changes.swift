/// Words for what is set or paid for differently, on Lambda and on instances.
extension Decision {
  func wording(_ change: LambdaChange) -> String {
    switch change {
    case .memory(let memory, let architecture):
      let moved = architecture != analysis.profile.configuration.billedArchitecture
      return moved
        ? "Build it for \(architecture.rawValue) and set its memory to \(Shown.number(memory.value)) MB"
        : "Set its memory to \(Shown.number(memory.value)) MB"
    case .provisioned(let environments):
      return "Keep \(environments) environment\(environments == 1 ? "" : "s") ready as provisioned "
        + "concurrency"
    case .plan(let term, let hourly):
      return
        "Commit \(Shown.dollars(hourly * Hours.month.value)) a month, hour by hour, to a \(term.wording)"
    }
  }

  func changeRisks(_ change: LambdaChange) -> [String] {
    switch change {
    case .memory(_, let architecture):
      let moved = architecture != analysis.profile.configuration.billedArchitecture
      return
        (moved
        ? ["Lambda runs it on another architecture: code and native libraries must be rebuilt."]
        : [])
        + [
          "How long it takes there is an estimate (\(chosen.provenance.rawValue)): try a published "
            + "version first."
        ]
    case .provisioned:
      return [
        "Each environment is paid for as long as it is kept ready, five minutes at least; requests "
          + "beyond them start cold at the on-demand price."
      ]
    case .plan(let term, _):
      return [
        "\(term.commitment) paid every hour, used or not; the plan is the account's and is spent first "
          + "where it saves most."
      ]
    }
  }
}

extension CommitmentTerm {
  /// `1-year Compute Savings Plan, no upfront`.
  var wording: String {
    let name =
      switch plan {
      case .onDemand: "on demand"
      case .computeSavingsPlan: "Compute Savings Plan"
      case .instanceSavingsPlan: "EC2 Instance Savings Plan"
      case .machineLearningSavingsPlan: "Machine Learning Savings Plan"
      case .reserved: "standard Reserved Instances"
      }
    let payment = upfront.rawValue.replacing("-", with: " ")
    return plan == .onDemand ? name : "\(years)-year \(name), \(payment)"
  }

  /// `1 year of commitment is`.
  var commitment: String { "\(years) year\(years == 1 ? "" : "s") of commitment is" }
}

/// Where a rate is wanted.
package enum RateTarget: Hashable, Sendable {
  case lambda(Architecture, memory: Megabytes)
  /// An EC2 type by its name, `c8g.xlarge`.
  case instance(String)

  /// `lambda-arm64-10240mb`, `c8g.xlarge`.
  package var name: String {
    switch self {
    case .lambda(let architecture, let memory):
      "lambda-\(architecture.rawValue)-\(Int(memory.value))mb"
    case .instance(let name): name
    }
  }
}

extension RateTarget {
  /// What `name` spells: `lambda-arm64-10240mb` or the name of an EC2 type.
  package init(_ name: String) {
    let parts = name.split(separator: "-")
    if parts.count == 3, parts[0] == "lambda", parts[2].hasSuffix("mb"),
      let architecture = Architecture(rawValue: String(parts[1])),
      let memory = Double(parts[2].dropLast(2))
    {
      self = .lambda(architecture, memory: Megabytes(memory))
    } else {
      self = .instance(name)
    }
  }
}

/// A value in force, and where it came from.
package struct Setting<Value: Sendable & Hashable>: Sendable, Hashable {
  package let value: Value
  package let origin: SettingOrigin

  package init(_ value: Value, from origin: SettingOrigin) {
    self.value = value
    self.origin = origin
  }
}

/// The place that decided a setting; described as it reads after "from".
package enum SettingOrigin: Sendable, Hashable {
  case option(String)
  case variable(String)
  case profile(String, key: String)
  case services(String, service: String)
  case standard
}

extension SettingOrigin: CustomStringConvertible {
  package var description: String {
    switch self {
    case .option(let name): name
    case .variable(let name): name
    case .profile(let name, let key): "\(key) of profile \(name.printable(200))"
    case .services(let name, let service):
      "\(service) of services section \(name.printable(200))"
    case .standard: "the default"
    }
  }
}

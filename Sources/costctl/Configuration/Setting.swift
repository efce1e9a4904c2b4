/// A value in force, and where it came from.
struct Setting<Value> {
  let value: Value
  let origin: Origin

  init(_ value: Value, from origin: Origin) {
    self.value = value
    self.origin = origin
  }
}

extension Setting: Sendable where Value: Sendable {}

/// Who set a value.
enum Origin: Hashable, Sendable, CustomStringConvertible {
  case standard
  case file(String, line: Int)
  case environment(String)
  case flag(String)

  var description: String {
    switch self {
    case .standard: "default"
    case .file(let path, let line): "\(path):\(line)"
    case .environment(let name): "environment \(name)"
    case .flag(let name): "flag \(name)"
    }
  }
}

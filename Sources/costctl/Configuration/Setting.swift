/// A value in force and where it came from.
struct Setting<Value: Hashable & Sendable>: Hashable, Sendable {
  let value: Value
  let origin: SettingOrigin
}

/// Where a value came from; a flag beats the environment, which beats the file.
enum SettingOrigin: Hashable, Sendable {
  case `default`
  case file(ConfigurationLocation)
  case environment(String)
  case flag(String)

  var name: String {
    switch self {
    case .default: "default"
    case .file: "file"
    case .environment: "environment"
    case .flag: "flag"
    }
  }

  /// The line, variable or flag; nil for a default.
  var place: String? {
    switch self {
    case .default: nil
    case .file(let location): "\(location.file):\(location.line)"
    case .environment(let variable): variable
    case .flag(let flag): flag
    }
  }
}

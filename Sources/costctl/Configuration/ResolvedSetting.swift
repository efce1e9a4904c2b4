/// A value in force and where it came from.
struct ResolvedSetting<Value: Hashable & Sendable>: Hashable, Sendable {
  let value: Value
  let origin: SettingOrigin
}

/// Where a value came from; a flag beats the environment, which beats the file.
enum SettingOrigin: Hashable, Sendable, CustomStringConvertible {
  case `default`
  case file(ConfigurationLocation)
  case environment(String)
  case flag(String)

  var description: String {
    switch self {
    case .default: "default"
    case .file(let location): "file \(location.file):\(location.line)"
    case .environment(let variable): "environment \(variable)"
    case .flag(let flag): "flag \(flag)"
    }
  }
}

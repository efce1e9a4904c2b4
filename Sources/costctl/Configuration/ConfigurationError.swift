/// What is wrong with a configuration file, and where.
enum ConfigurationError: Error, Hashable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case malformed(path: String, line: Int, reason: String)
  case unknownKey(Place, key: String, nearest: String)
  case wrongValue(Place, key: String, found: String, wanted: String)
  case missing(Place, key: String)

  /// A line of the file, for the user to go to.
  struct Place: Hashable {
    let path: String
    let line: Int
    let column: Int
  }

  var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason)"
    case .malformed(let path, let line, let reason):
      "\(path):\(line): not valid YAML: \(reason)"
    case .unknownKey(let place, let key, let nearest):
      "\(place): unknown key \"\(key)\"; did you mean \"\(nearest)\"?"
    case .wrongValue(let place, let key, let found, let wanted):
      "\(place): \(key) is \(found); it must be \(wanted)"
    case .missing(let place, let key):
      "\(place): \(key) is required here"
    }
  }
}

extension ConfigurationError.Place: CustomStringConvertible {
  var description: String { "\(path):\(line):\(column)" }
}

/// Why a command could not do what it was asked, where no other error says it.
enum CommandFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case foreignDatabase(path: String)
  case cannotCreate(path: String, reason: String)
  case cannotWrite(path: String, reason: String)
  case unknownOverride(ConfigurationLocation, key: String)

  var description: String {
    switch self {
    case .foreignDatabase(let path):
      "\(path) holds workloads that are not the demo's: choose another --dir"
    case .cannotCreate(let path, let reason):
      "cannot create \(path): \(reason)"
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason)"
    case .unknownOverride(let location, let key):
      "\(location): \(key): the catalogue has no such price, see costctl pricing show"
    }
  }
}

/// Where an import reads from.
package enum ImportSource: Sendable {
  case file(String)
  case standardInput
  case bytes([UInt8], name: String)

  /// How errors call it.
  package var name: String {
    switch self {
    case .file(let path): path
    case .standardInput: "standard input"
    case .bytes(_, let name): name
    }
  }
}

/// The format of what is imported; `auto` looks at the first byte.
package enum ImportKind: String, CaseIterable, Sendable {
  case auto
  case csv
  case metricStream = "metric-stream"
}

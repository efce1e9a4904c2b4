import Yams

extension ConfigurationError {
  /// The parser's complaint as one sentence with its place.
  init(_ error: YamlError, file: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self = .syntax(
        ConfigurationLocation(file: file, line: mark.line, column: mark.column), reason: problem)
    case .duplicatedKeysInMapping(let keys, let context):
      self = .syntax(
        ConfigurationLocation(file: file, line: context.mark.line, column: context.mark.column),
        reason: "the key \(keys.first ?? "") is given twice")
    case .reader(let problem, let offset, _, let yaml):
      let line = yaml.prefix(offset ?? 0).count { $0.isNewline } + 1
      self = .syntax(ConfigurationLocation(file: file, line: line, column: 1), reason: problem)
    default:
      self = .unreadable(file: file, reason: "\(error)")
    }
  }
}

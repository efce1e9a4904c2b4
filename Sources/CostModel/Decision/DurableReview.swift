/// What to tell of a workload's durable state.
enum DurableReview {
  /// From this share of a limit on it is worth a word, from the next on a warning.
  static let noted = Ratio(0.5)
  static let close = Ratio(0.8)

  /// The limit that stops executions and is nearest, once half of it is used.
  static func limit(_ details: DurableDetails?) -> Finding? {
    let nearest = details?.limits.filter(\.stopsExecutions).max { $0.share < $1.share }
    guard let nearest, nearest.share >= noted else { return nil }
    let severity: Finding.Severity =
      nearest.share >= .one ? .critical : nearest.share >= close ? .warning : .info
    return Finding(
      .durableLimit, severity,
      "The mean execution \(nearest.wording), \(Shown.percent(nearest.share)) of what Lambda allows: "
        + "longer ones fail before.")
  }

  /// What to do about bloated state.
  static func remedy(_ reference: StateReference?) -> String {
    let clearing = "clear large variables before the checkpoint"
    guard let reference else { return "\(clearing) or keep a reference to S3." }
    guard reference.saving > .zero else {
      return "\(clearing); references to S3 would cost more than they save."
    }
    return "\(clearing), or keep references to S3, which saves \(Shown.dollars(reference.saving)) "
      + "after \(Shown.dollars(reference.lines.total)) for S3."
  }
}

extension DurableLimit {
  fileprivate var wording: String {
    switch kind {
    case .operations: "takes \(Shown.number(used)) of \(Shown.number(allowed)) operations"
    case .written: "writes \(Shown.number(used)) of \(Shown.number(allowed)) MB"
    case .retention: "is kept \(Shown.number(used)) of \(Shown.number(allowed)) days"
    case .timeout: "may take \(Shown.number(used)) of \(Shown.number(allowed)) days"
    }
  }
}

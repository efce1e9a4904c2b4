import CostModel
import Foundation
import Telemetry

/// What a run would do, for people to read before it does.
struct ReportPlan {
  let text: String

  init(_ request: ReportRequest, _ session: Session) throws {
    let id = request.runID(session)
    let path = try session.database().value
    let run =
      FileManager.default.fileExists(atPath: path)
      ? try ReportLedger(session.openForReading()).run(id) : nil
    let isMade = run?.made != nil && request.resending != .everything
    var lines = ["report \(id)", "period \(Self.range(request.period.range))"]
    if let made = run?.made, isMade {
      lines.append("made on \(made.at.iso8601): it is taken as it was kept")
    } else {
      lines.append("looks at \(Self.range(request.period.study))")
      lines.append(Self.pull(request, session))
      lines.append("compares cloud with on-prem: \(request.comparesTotalCost ? "yes" : "no")")
    }
    let known = request.resending == .everything ? [] : run?.deliveries ?? []
    for dispatch in ReportDispatch.all(try session.deliveries(), known: known) {
      lines.append(Self.line(dispatch, isMade ? run?.made : nil, request.resending))
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func range(_ window: AnalysisWindow) -> String {
    "\(window.since.iso8601) to \(window.until.iso8601)"
  }

  private static func pull(_ request: ReportRequest, _ session: Session) -> String {
    guard let pull = request.pull else { return "pulls nothing, takes what is stored" }
    let places = session.accounts(pull.access).map(\.name).joined(separator: ", ")
    let limit = pull.maximumCost.map { ", for \(Shown.dollars($0)) at most" } ?? ""
    let study = request.period.study
    return "pulls what is missing of it from \(places)\(limit); 'costctl pull --dry-run --since "
      + "\(study.since.iso8601) --until \(study.until.iso8601)' says what AWS charges"
  }

  private static func line(
    _ dispatch: ReportDispatch, _ made: ReportRun.Made?, _ resending: ReportRequest.Resending
  ) -> String {
    let condition = dispatch.delivery.condition
    guard let made else {
      let when = condition == .always ? "" : ", on \(condition.text)"
      return "would deliver to \(dispatch.target)\(when)"
    }
    return switch dispatch.decision(for: made, resending: resending) {
    case .send: "would deliver to \(dispatch.target)"
    case .done: "has been delivered to \(dispatch.target)"
    case .skip: "would not deliver to \(dispatch.target): \(condition.text) does not hold"
    case .hold: "would not deliver to \(dispatch.target) again: it may have arrived, see --resend"
    }
  }
}

import CostModel
import Telemetry

/// Sends a report where it goes: intent recorded before, outcome after, nothing twice by itself.
struct ReportDelivering: Sendable {
  let session: Session
  let ledger: ReportLedger
  let runID: String
  let access: DeliveryAccess
  let resending: ReportRequest.Resending

  /// Returns how each delivery stands.
  func deliver(_ parcel: Parcel, _ made: ReportRun.Made, _ dispatches: [ReportDispatch])
    async throws
    -> [DeliveryRecord]
  {
    var records: [DeliveryRecord] = []
    for dispatch in dispatches {
      try Task.checkCancellation()
      let record: DeliveryRecord
      switch dispatch.decision(for: made, resending: resending) {
      case .done:
        guard let known = dispatch.known else { continue }
        record = known
      case .skip: record = try skip(dispatch)
      case .hold: record = try hold(dispatch)
      case .send: record = try await send(parcel, dispatch)
      }
      records.append(record)
    }
    return records
  }

  private func send(_ parcel: Parcel, _ dispatch: ReportDispatch) async throws -> DeliveryRecord {
    let before = dispatch.known?.attempts ?? 0
    try ledger.record(
      DeliveryRecord(
        target: dispatch.target, status: .sending, attempts: before, at: session.surroundings.clock),
      of: runID)
    if case .file(let pattern) = dispatch.delivery.target, dispatch.known?.status == .sending {
      for file in parcel.placed(at: pattern) {
        StagedFile(target: session.surroundings.absolute(file.path)).removeLeftovers()
      }
    }
    let receipt = await ReportCourier(session: session, access: access)
      .deliver(parcel, to: dispatch.delivery)
    let record = DeliveryRecord(
      target: dispatch.target, status: DeliveryRecord.Status(receipt.status),
      attempts: before + receipt.attempts, duration: .seconds(receipt.seconds),
      detail: receipt.detail, at: session.surroundings.clock)
    try ledger.record(record, of: runID)
    tell(record)
    return record
  }

  private func skip(_ dispatch: ReportDispatch) throws -> DeliveryRecord {
    let record = DeliveryRecord(
      target: dispatch.target, status: .skipped, attempts: dispatch.known?.attempts ?? 0,
      detail: "on: \(dispatch.delivery.condition.text)", at: session.surroundings.clock)
    try ledger.record(record, of: runID)
    session.messages.note("not sent to \(record.target): \(record.detail ?? "") does not hold")
    return record
  }

  /// What a killed run left in sending is open for good; the record then says so.
  private func hold(_ dispatch: ReportDispatch) throws -> DeliveryRecord {
    let known = dispatch.known
    let record = DeliveryRecord(
      target: dispatch.target, status: .unclear, attempts: known?.attempts ?? 0,
      duration: known?.duration,
      detail: known?.status == .sending ? "the run ended while it was sent" : known?.detail,
      at: known?.at ?? session.surroundings.clock)
    if record != known { try ledger.record(record, of: runID) }
    tell(record)
    return record
  }

  private func tell(_ record: DeliveryRecord) {
    let because = record.detail.map { " (\($0))" } ?? ""
    let target = record.target.replacing("{period}", with: periodName)
    switch record.status {
    case .delivered: session.messages.note("delivered to \(target)")
    case .failed:
      session.messages.failure(
        "not delivered to \(target)\(because): the next 'costctl report run' tries again")
    case .unclear, .sending:
      session.messages.failure(
        "nobody knows whether \(target) got it\(because), and it is not sent again by itself: "
          + "'costctl report run --for \(periodName) --resend' does")
    case .skipped: break
    }
  }

  private var periodName: String { runID.split(separator: "-").dropLast().joined(separator: "-") }
}

extension DeliveryRecord.Status {
  fileprivate init(_ status: DeliveryReceipt.Status) {
    self =
      switch status {
      case .delivered: .delivered
      case .failed: .failed
      case .unclear: .unclear
      }
  }
}

extension Delivery.Condition {
  /// As the configuration spells it.
  var text: String {
    switch self {
    case .always: "always"
    case .change: "change"
    case .savingAbove(let limit): "saving>\(Shown.number(limit.value).replacing(",", with: ""))"
    }
  }
}

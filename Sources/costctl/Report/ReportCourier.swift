import Foundation
import Telemetry

/// Takes a report where the configuration says, by file or over the network.
struct ReportCourier: Sendable {
  let session: Session

  /// Never throws: what went wrong is in the receipt.
  func deliver(_ parcel: Parcel, to delivery: Delivery) async -> DeliveryReceipt {
    guard case .file(let pattern) = delivery.target, let page = parcel.attachments.first else {
      return DeliveryReceipt(
        status: .failed, attempts: 0, seconds: 0, detail: "only files can be delivered yet")
    }
    let path = session.surroundings.absolute(
      pattern.replacingOccurrences(of: "{period}", with: parcel.period))
    do throws(CommandFailure) {
      try StagedFile(target: path).replace(with: page.bytes)
      return DeliveryReceipt(status: .delivered, attempts: 1, seconds: 0)
    } catch {
      return DeliveryReceipt(status: .failed, attempts: 1, seconds: 0, detail: "\(error)")
    }
  }
}

extension Delivery {
  /// Whether a second sending leaves things as the first did: only then is an unclear one repeated.
  var isRepeatable: Bool {
    switch target {
    case .file, .s3: true
    case .slack, .email: false
    }
  }

  /// What the history calls it, free of secrets.
  var label: String {
    switch target {
    case .file(let path): "file \(path)"
    case .s3(let address): address
    case .slack(let variable): "slack \(variable)"
    case .email(let email): "email \(email.to.joined(separator: ", "))"
    }
  }
}

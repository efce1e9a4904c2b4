import CostModel
import Foundation
import Telemetry

extension ReportCourier {
  /// Each file appears whole or not at all, its folders made where they are missing.
  func file(_ parcel: Parcel, at pattern: String) -> DeliveryReceipt {
    let clock = ContinuousClock()
    let start = clock.now
    func receipt(_ status: DeliveryReceipt.Status, _ detail: String? = nil) -> DeliveryReceipt {
      DeliveryReceipt(
        status: status, attempts: 1, seconds: start.duration(to: clock.now).inSeconds,
        detail: detail)
    }
    let files = parcel.placed(at: pattern)
    guard !files.isEmpty else { return receipt(.failed, "the report has nothing for \(pattern)") }
    do {
      for file in files {
        let path = session.surroundings.absolute(file.path)
        try makeFolder(of: path)
        try StagedFile(target: path).replace(with: file.attachment.bytes)
      }
      return receipt(.delivered)
    } catch {
      return receipt(.failed, "\(error)")
    }
  }

  private func makeFolder(of path: String) throws(CommandFailure) {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreate(path: folder, reason: Messages.sentence(of: error))
    }
  }
}

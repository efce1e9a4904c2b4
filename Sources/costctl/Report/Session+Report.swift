import CostModel
import Foundation

extension Session {
  /// Where the report goes: the configuration's deliveries, else a page in a folder beside the database.
  func deliveries() throws -> [Delivery] {
    let configured = configuration.report.deliveries
    guard configured.isEmpty else { return configured }
    let folder = URL(fileURLWithPath: try database().value).deletingLastPathComponent().path
    return [Delivery(target: .file("\(folder)/reports/{period}.html"), condition: .always)]
  }

  /// `tco` in the configuration asks for the comparison.
  var comparesTotalCost: Bool {
    configuration.tco.node != nil || !configuration.tco.figures.isEmpty
  }

  func reportCadence(_ flag: ReportCadence?) -> ReportCadence {
    flag ?? configuration.report.period ?? .standard
  }
}

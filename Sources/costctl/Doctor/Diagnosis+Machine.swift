import CostModel
import Foundation
import Reporting
import Telemetry

extension Diagnosis {
  var databaseCheck: HealthCheck {
    let name = "database"
    do {
      let path = try session.database().value
      guard FileManager.default.fileExists(atPath: path) else { return missingDatabase(path) }
      let store = try UsageStore.open(at: path, access: .readOnly)
      let condition = try store.condition()
      let text = "\(path), \(Self.sentence(of: condition))"
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      guard [path, folder].allSatisfy(FileManager.default.isWritableFile) else {
        return HealthCheck(
          name, .fail, text + ", not writable",
          advice: "allow writing to \(path) and its folder, or name another database with --db")
      }
      return HealthCheck(name, .ok, text + ", writable")
    } catch {
      return HealthCheck(
        name, .fail, Messages.sentence(of: error),
        advice: "put this right, or name another database with --db")
    }
  }

  private func missingDatabase(_ path: String) -> HealthCheck {
    var folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    guard FileManager.default.isWritableFile(atPath: folder.path) else {
      return HealthCheck(
        "database", .fail, "\(path) does not exist and \(folder.path) is not writable",
        advice: "allow writing to \(folder.path), or name another database with --db")
    }
    return HealthCheck(
      "database", .warn, "\(path) does not exist yet",
      advice: "fill it with costctl pull or costctl import")
  }

  private static func sentence(of condition: StoreCondition) -> String {
    let workloads = "\(condition.workloads) workload\(condition.workloads == 1 ? "" : "s")"
    return [
      Shown.bytes(Double(condition.bytes)), workloads,
      condition.newest.map { "newest sample ends \($0.iso8601)" } ?? "no samples yet",
      "schema \(condition.schema)", "journal \(condition.journal)",
    ].joined(separator: ", ")
  }

  static let oldestGoodCatalogue = Duration.days(90)

  var priceCheck: HealthCheck {
    do {
      let prices = try session.prices()
      let editions = try session.catalogues().map(\.edition)
      let unverified = prices.entries.values.count { $0.status == .unverified }
      let count = "\(prices.entries.count) prices, \(unverified) unverified"
      let now = session.surroundings.clock
      guard let oldest = editions.max(by: { $0.age(at: now) < $1.age(at: now) }) else {
        return HealthCheck("prices", .fail, "the catalogue is empty", advice: "reinstall costctl")
      }
      let age = oldest.age(at: now)
      let text =
        "\(count), published \(oldest.published.iso8601.prefix(10)), "
        + "\(Shown.days(age)) old"
      guard age > Self.oldestGoodCatalogue else { return HealthCheck("prices", .ok, text) }
      return HealthCheck(
        "prices", .warn, text,
        advice: "more than 90 days old: costctl pricing update --region \(oldest.region)")
    } catch {
      return HealthCheck(
        "prices", .fail, Messages.sentence(of: error),
        advice: "correct pricing in the configuration")
    }
  }

  var hostCheck: HealthCheck {
    let processor = HostProcessor.current()
    guard !processor.features.isEmpty else {
      return HealthCheck(
        "host", .warn, "\(processor.architecture), instruction sets unknown",
        advice: "costctl bench finds them when it runs")
    }
    let list = processor.features.joined(separator: " ")
    return HealthCheck("host", .ok, "\(processor.architecture), \(processor.name): \(list)")
  }
}

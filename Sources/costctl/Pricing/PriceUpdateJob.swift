import CostModel
import Pricing
import Reporting
import Telemetry

/// One `pricing update`: asks which versions are current, reads what is new, keeps it region by region.
struct PriceUpdateJob: Sendable {
  let session: Session
  let list: PriceList
  let folder: CatalogueFolder
  let regions: [String]
  let offers: [PriceListOffer]
  /// Whether files are read whose version is in force.
  let readsAgain: Bool
  let isDryRun: Bool
  let day: Instant

  func run() async throws -> PriceUpdateReport {
    let directory = try await list.directory(of: offers)
    let catalogues = try session.catalogues()
    var results: [PriceUpdateReport.Region] = []
    for region in regions {
      let catalogue =
        catalogues.first { $0.region == region }
        ?? CatalogueInForce(region: region, bundled: nil, updated: nil)
      do {
        results.append(try await update(catalogue, directory))
      } catch PriceListError.cancelled {
        throw CancellationError()
      } catch {
        let reason = Messages.sentence(of: error)
        results.append(
          PriceUpdateReport.Region(name: region, outcome: .failed(reason: reason), update: nil))
      }
    }
    return PriceUpdateReport(regions: results)
  }

  /// All of a region's offers are read before anything is kept.
  private func update(
    _ catalogue: CatalogueInForce, _ directory: PriceListDirectory
  ) async throws -> PriceUpdateReport.Region {
    let region = catalogue.region
    if let updated = catalogue.updated, updated.published > day {
      throw CatalogueFolderError.later(path: updated.file)
    }
    var readings: [OfferReading] = []
    var current: [PriceListOffer: String] = [:]
    for offer in offers {
      guard let file = directory.file(of: offer, in: region) else {
        if offer.isInEveryRegion { throw PriceListError.noRegion(region, offer: offer) }
        session.messages.note("\(offer.rawValue) is not in \(region)")
        continue
      }
      if !readsAgain, catalogue.updated?.offers[offer] == file.version {
        session.messages.detail("already has \(file)")
        current[offer] = file.version
      } else {
        session.messages.note("reads \(file)")
        readings.append(try await list.read(file, on: day))
      }
    }
    let update = PriceUpdate(
      region: region, file: folder.file(of: region, on: day), readings: readings,
      current: current, bundled: catalogue.bundled, updated: catalogue.updated, on: day)
    return PriceUpdateReport.Region(
      name: region, outcome: try keep(update, catalogue), update: update)
  }

  private func keep(
    _ update: PriceUpdate, _ catalogue: CatalogueInForce
  ) throws -> PriceUpdateReport.Outcome {
    let isCurrent = update.readings.isEmpty
    guard !isDryRun else {
      return isCurrent ? .current(file: catalogue.updated?.file ?? "") : .planned
    }
    let edition = update.edition
    // Every run will lay it over the bundled prices: what cannot be laid is not kept.
    _ = try Catalogue.book(of: [catalogue.bundled?.overlaid(by: edition) ?? edition])
    try folder.keep(edition, inPlaceOf: catalogue.updated)
    return isCurrent ? .current(file: edition.file) : .updated(file: edition.file)
  }
}

extension PriceUpdateReport {
  var failures: [(region: String, reason: String)] {
    regions.compactMap { region in
      if case .failed(let reason) = region.outcome { return (region.name, reason) }
      return nil
    }
  }

  /// Done in part also where a price is listed in a way that is not understood.
  var verdict: costctl.Outcome {
    if failures.count == regions.count { return .failed }
    let isWhole =
      failures.isEmpty
      && regions.allSatisfy { $0.update?.readings.allSatisfy(\.untaken.isEmpty) ?? true }
    return isWhole ? .done : .partial
  }
}

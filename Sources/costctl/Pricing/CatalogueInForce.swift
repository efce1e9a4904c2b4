import CostModel
import Pricing
import Reporting

/// The prices of one region: those that come with the program, and what an update has laid over them.
struct CatalogueInForce: Sendable {
  let region: String
  let bundled: CatalogueEdition?
  let updated: CatalogueEdition?

  var edition: CatalogueEdition {
    switch (bundled, updated) {
    case (let bundled?, let updated?): bundled.overlaid(by: updated)
    case (let one?, nil), (nil, let one?): one
    case (nil, nil): CatalogueEdition(region: region, published: Instant(epochSeconds: 0))
    }
  }

  var listed: PriceListing.Catalogue {
    PriceListing.Catalogue(
      region: region, published: edition.published, file: updated?.file, offers: edition.offers)
  }
}

extension Session {
  /// Every region that has prices, in order.
  func catalogues() throws -> [CatalogueInForce] {
    let updated = try catalogueFolder()?.editions() ?? []
    let bundled = try Catalogue.bundledEditions()
    return Set((updated + bundled).map(\.region)).sorted().map { region in
      CatalogueInForce(
        region: region, bundled: bundled.first { $0.region == region },
        updated: updated.first { $0.region == region })
    }
  }

  /// The folder of the updates; nil where no home is known to keep it in.
  func catalogueFolder() -> CatalogueFolder? {
    surroundings.userFolder("XDG_DATA_HOME", fallback: ".local/share").map {
      CatalogueFolder(path: "\($0)/costctl/pricing")
    }
  }
}

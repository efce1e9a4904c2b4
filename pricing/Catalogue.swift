package import CostModel
import Foundation

/// The price catalogue that ships inside the program: dated figures, each with its source.
package enum Catalogue {
  /// Every bundled price and instance type, checked.
  package static func bundled() throws -> PriceBook {
    try book(of: try bundledEditions())
  }

  /// The prices of editions of different regions, with the bundled instance types.
  package static func book(of editions: [CatalogueEdition]) throws -> PriceBook {
    let instances = try bundledInstances()
    try check(editions, against: instances)
    return try PriceBook(
      entries: editions.flatMap(\.entries), instances: instances,
      lambdaFreeTier: try lambdaFreeTier())
  }

  /// The bundled files of prices, one a region, in order of region.
  package static func bundledEditions() throws -> [CatalogueEdition] {
    try EmbeddedFiles.regions.map { try edition($0.bytes, file: $0.name) }
  }

  package static func bundledInstances() throws -> [InstanceType] {
    try instances(EmbeddedFiles.instances.bytes, file: EmbeddedFiles.instances.name)
  }

  /// What Lambda gives each account free every month.
  package static func lambdaFreeTier() throws -> LambdaFreeTier {
    try freeTier(EmbeddedFiles.freeTier.bytes, file: EmbeddedFiles.freeTier.name)
  }

  package static func decode(_ json: [UInt8], file: String) throws -> [PriceEntry] {
    try edition(json, file: file).entries
  }

  /// Reads and checks one file of prices; `file` only names it in messages.
  package static func edition(_ json: [UInt8], file: String) throws -> CatalogueEdition {
    let read: CatalogueFile = try decode(json, file: file, schema: CatalogueFile.schema)
    let facts = CatalogueFacts(file: file, item: "published", sources: read.sources)
    return CatalogueEdition(
      file: file, provider: read.provider, region: read.region,
      published: try facts.day(read.published), offers: try read.versions(file: file),
      entries: try read.entries(file: file))
  }

  package static func instances(_ json: [UInt8], file: String) throws -> [InstanceType] {
    let read: InstanceFile = try decode(json, file: file, schema: InstanceFile.schema)
    return try read.instances(file: file)
  }

  package static func freeTier(_ json: [UInt8], file: String) throws -> LambdaFreeTier {
    let read: FreeTierFile = try decode(json, file: file, schema: FreeTierFile.schema)
    return try read.freeTier(file: file)
  }
}

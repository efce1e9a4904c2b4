import CostModel
import Foundation
import Pricing
import Reporting

/// Where updates leave catalogues: one file a region and day, `us-east-1.2026-11-27.json`.
///
/// The newest of a region is in force; older ones are history, and may be removed.
struct CatalogueFolder: Sendable {
  let path: String

  private static let suffix = ".json"
  private static let dayLength = 10

  /// The newest edition of each region, as it was kept; a damaged one is an error, not passed over.
  func editions() throws -> [CatalogueEdition] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw CatalogueFolderError.unreadable(path: path, reason: error.localizedDescription)
    }
    // In order of name the newest of a region comes last.
    let newest = Dictionary(
      names.sorted().compactMap { name in Self.region(of: name).map { ($0, name) } }
    ) { $1 }
    return try newest.sorted { $0.key < $1.key }.map { region, name in
      let file = "\(path)/\(name)"
      guard let bytes = FileManager.default.contents(atPath: file) else {
        throw CatalogueFolderError.unreadable(path: file, reason: "no permission to read it")
      }
      let edition = try Catalogue.edition([UInt8](bytes), file: file)
      guard edition.region == region else {
        throw CatalogueFolderError.foreign(path: file, region: edition.region)
      }
      return edition
    }
  }

  func file(of region: String, on day: Instant) -> String {
    "\(path)/\(region).\(day.day)\(Self.suffix)"
  }

  /// Writes the edition to its file, whole or not at all, after reading it back as every run will.
  ///
  /// Where only the day moved on, the file that it replaces goes.
  func keep(_ edition: CatalogueEdition, inPlaceOf previous: CatalogueEdition?) throws {
    let bytes = edition.json
    let read = try Catalogue.edition(bytes, file: edition.file)
    guard read.entries.sorted(by: { $0.key < $1.key }) == edition.entries,
      read.offers == edition.offers, read.published == edition.published
    else { throw CatalogueFolderError.notTheSame(path: edition.file) }
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure.cannotCreate(path: path, reason: error.localizedDescription)
    }
    guard FileManager.default.contents(atPath: edition.file) != Data(bytes) else { return }
    try StagedFile(target: edition.file).replace(with: bytes)
    if let previous, previous.file != edition.file, previous.offers == edition.offers {
      unlink(previous.file)
    }
  }

  /// Nil unless the name is a region's and a day's.
  private static func region(of name: String) -> String? {
    guard name.hasSuffix(suffix) else { return nil }
    let stem = name.dropLast(suffix.count)
    let day = stem.suffix(dayLength)
    let region = stem.dropLast(dayLength)
    guard day.count == dayLength, Instant(iso8601: day) != nil, region.last == ".",
      RegionName(String(region.dropLast())) != nil
    else { return nil }
    return String(region.dropLast())
  }
}

/// Why a kept catalogue cannot be used.
enum CatalogueFolderError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case foreign(path: String, region: String)
  case notTheSame(path: String)
  case later(path: String)

  var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
    case .foreign(let path, let region):
      "\(path) holds the prices of \(region): remove it, or give it that region's name"
    case .notTheSame(let path):
      "\(path) was not written: it would not read back as what the price list says"
    case .later(let path):
      "\(path) is of a day that is still to come: check the clock, or remove the file"
    }
  }
}

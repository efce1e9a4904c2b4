/// A column of a price-list CSV that is read.
enum OfferColumn: Int, CaseIterable {
  case termType, unit, price, currency, leaseLength, leaseUnit, payment, offeringClass
  case productFamily, locationType, region
  case instanceType, operatingSystem, licence, tenancy, capacity, software, market
  case discountedRate, discountedService, discountedUsage, discountedOperation, discountedRegion

  var heading: String {
    switch self {
    case .termType: "TermType"
    case .unit: "Unit"
    case .price: "PricePerUnit"
    case .currency: "Currency"
    case .leaseLength: "LeaseContractLength"
    case .leaseUnit: "LeaseContractLengthUnit"
    case .payment: "PurchaseOption"
    case .offeringClass: "OfferingClass"
    case .productFamily: "Product Family"
    case .locationType: "Location Type"
    case .region: "Region Code"
    case .instanceType: "Instance Type"
    case .operatingSystem: "Operating System"
    case .licence: "License Model"
    case .tenancy: "Tenancy"
    case .capacity: "CapacityStatus"
    case .software: "Pre Installed S/W"
    case .market: "MarketOption"
    case .discountedRate: "DiscountedRate"
    case .discountedService: "DiscountedServiceCode"
    case .discountedUsage: "DiscountedUsageType"
    case .discountedOperation: "DiscountedOperation"
    case .discountedRegion: "DiscountedRegionCode"
    }
  }

  /// Headings differ in case and spaces from file to file.
  init?(heading: UnsafeRawBufferPointer) {
    let plain = Self.plain(String(decoding: heading, as: UTF8.self))
    guard let column = Self.allCases.first(where: { Self.plain($0.heading) == plain }) else {
      return nil
    }
    self = column
  }

  private static func plain(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

/// One row of a price list; its fields are valid while the row is being taken.
struct OfferRow {
  var line = 0
  /// By the number of the column; empty where the file has no such column.
  var values = Array(
    repeating: UnsafeRawBufferPointer(start: nil, count: 0), count: OfferColumn.allCases.count)

  func text(_ column: OfferColumn) -> String {
    String(decoding: values[column.rawValue], as: UTF8.self)
  }

  func spells(_ column: OfferColumn, _ text: StaticString) -> Bool {
    values[column.rawValue].spells(text)
  }

  /// True also where the file has no such column, or the row leaves it empty.
  func maySpell(_ column: OfferColumn, _ text: StaticString) -> Bool {
    values[column.rawValue].isEmpty || spells(column, text)
  }
}

/// What the rows of one file come to.
protocol OfferRows: Sendable {
  /// Columns the file must have.
  static var columns: [OfferColumn] { get }
  mutating func take(_ row: OfferRow) throws(PriceListError)
}

import CostModel

/// EC2's prices of the known instance types: Linux, shared tenancy, on demand and reserved.
struct InstanceRows: OfferRows {
  static let columns: [OfferColumn] = [
    .termType, .unit, .price, .currency, .leaseLength, .payment, .offeringClass, .instanceType,
    .operatingSystem, .licence, .tenancy, .capacity, .software,
  ]

  private struct Reservation: Hashable {
    let instance: String
    let term: PlanTerm
  }

  private let file: PriceListFile
  private let region: String
  private let instances: Set<String>
  private var gathering: PriceGathering
  private var hourly: [Reservation: ListedFigure] = [:]
  private var upfront: [Reservation: ListedFigure] = [:]

  init(_ file: PriceListFile, instances: Set<String>) {
    self.file = file
    self.instances = instances
    region = file.region
    gathering = PriceGathering(file)
  }

  mutating func take(_ row: OfferRow) throws(PriceListError) {
    guard isWanted(row) else { return }
    let instance = row.text(.instanceType)
    guard instances.contains(instance) else { return }
    let place = "line \(row.line)"
    let isOnDemand = row.spells(.termType, "OnDemand")
    let term =
      row.spells(.offeringClass, "standard")
      ? PlanTerm(length: row.text(.leaseLength), payment: row.text(.payment)) : nil
    guard isOnDemand || term != nil else { return }
    let price = try gathering.figure(row.text(.price), "price", at: place)
    guard row.spells(.currency, "USD") else {
      throw .currency(file: "\(file)", place: place)
    }
    if isOnDemand {
      // What runs under a reservation is listed at nothing beside the price.
      guard price != .zero else { return }
      let key = PriceKey(service: "ec2", region: region, item: "\(instance)/on-demand")
      gathering.add(
        Meter(key, per: .hours), product: "\(row.line)", unit: row.text(.unit),
        tier: ListedTier(from: .zero, to: nil, usd: price))
    } else if let term {
      let reservation = Reservation(instance: instance, term: term)
      let part: WritableKeyPath<Self, [Reservation: ListedFigure]> =
        row.spells(.unit, "Quantity") ? \.upfront : \.hourly
      if let other = self[keyPath: part].updateValue(price, forKey: reservation), other != price {
        gathering.refuse(key(of: reservation), "listed with different prices")
      }
    }
  }

  private func isWanted(_ row: OfferRow) -> Bool {
    row.spells(.operatingSystem, "Linux") && row.spells(.tenancy, "Shared")
      && row.spells(.software, "NA") && row.spells(.capacity, "Used")
      && row.spells(.licence, "No License required")
      && row.maySpell(.locationType, "AWS Region") && row.maySpell(.market, "OnDemand")
      && (row.values[OfferColumn.region.rawValue].isEmpty
        || row.values[OfferColumn.region.rawValue].elementsEqual(region.utf8))
  }

  private func key(of reservation: Reservation) -> PriceKey {
    PriceKey(
      service: "ec2", region: region, item: reservation.term.item(reservation.instance, "ri"))
  }

  /// On-demand prices as listed, reservations by the hour with what is paid upfront spread over the term.
  func prices(on day: Instant) -> GatheredPrices {
    var gathering = gathering
    for reservation in Set(hourly.keys).union(upfront.keys) {
      let key = key(of: reservation)
      guard let (usd, note) = effective(reservation) else {
        gathering.refuse(key, "listed without its hourly or its upfront part")
        continue
      }
      gathering.add(
        Meter(key, per: .hours, note: note), product: key.item, unit: "Hrs",
        tier: ListedTier(from: .zero, to: nil, usd: usd))
    }
    return gathering.prices(on: day)
  }

  /// An hour of the term; nil where a part of the price is missing.
  private func effective(_ reservation: Reservation) -> (usd: ListedFigure, note: String?)? {
    let term = reservation.term
    let running = hourly[reservation]
    guard term.payment != .none else { return running.map { ($0, nil) } }
    guard let paid = upfront[reservation],
      let running = running ?? (term.payment == .all ? .zero : nil)
    else { return nil }
    let hours = 8760 * term.years
    return (
      running.spreading(upfront: paid, over: hours),
      "\(term): $\(paid.value) at once over \(hours) hours, and $\(running.value) an hour"
    )
  }
}

/// Electrical power of a machine or a site.
package struct Kilowatts: Quantity {
  package static let unit = "kW"
  package let value: Double
  package init(_ value: Double) { self.value = value }

  /// 0.8 kW for 730 h are 584 kWh.
  package func over(_ time: Hours) -> KilowattHours { KilowattHours(value * time.value) }
}

/// Electrical energy, as a utility meters it.
package struct KilowattHours: Quantity {
  package static let unit = "kWh"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

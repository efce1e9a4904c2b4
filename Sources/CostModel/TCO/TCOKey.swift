/// The inputs of a comparison of total cost, under the names `--set` and `costctl.yaml` know them by.
package enum TCOKey: String, CaseIterable, Hashable, Sendable {
  case horizonMonths = "horizon_months"
  case discountRate = "discount_rate"
  case growthPerMonth = "growth_per_month"
  case volumeFactor = "volume_factor"
  case cloudPriceFactor = "cloud_price_factor"

  case peakVCPUs = "peak_vcpus"
  case averageVCPUs = "average_vcpus"
  case peakCoincidence = "peak_coincidence"
  case tokensPerSecondPerVCPU = "tokens_per_second_per_vcpu"
  case requestPeak = "request_peak_tokens_per_second"
  case requestAverage = "request_average_tokens_per_second"
  case peakTokensPerSecond = "peak_tokens_per_second"
  case averageTokensPerSecond = "average_tokens_per_second"
  case outputTokensPerMonth = "output_tokens_per_month"

  case capacityTokensPerSecond = "capacity_tokens_per_second"
  case leastNodes = "least_nodes"
  case spareNodes = "spare_nodes"
  case nodePrice = "node_price_usd"
  case installationShare = "installation_share"
  case nodeLifeMonths = "node_life_months"
  case residualShare = "residual_share"
  case maintenanceSharePerYear = "maintenance_share_per_year"
  case nodeIdlePower = "node_idle_kw"
  case nodeFullPower = "node_full_kw"
  case nodeRackUnits = "node_rack_units"

  case pue
  case electricityPrice = "electricity_usd_per_kwh"
  case colocationPerKilowatt = "colocation_usd_per_kw_month"
  case colocationPerRackUnit = "colocation_usd_per_u_month"
  case networkPerMonth = "network_usd_per_month"

  case staff = "staff_fte"
  case staffPerYear = "staff_usd_per_year"
  case softwarePerNodeYear = "software_usd_per_node_year"
  case migration = "migration_usd"
}

extension TCOKey {
  /// What a figure counts, spelled for people and programs alike.
  package var unit: String { shape.unit }

  /// What it means, in a few words.
  package var title: String { shape.title }

  /// The values that make sense; anything else is refused where it is given.
  package var range: ClosedRange<Double> { shape.range }

  /// True when only whole figures make sense.
  package var isWhole: Bool { shape.isWhole }

  /// What nobody need say because it follows from others: `peak_tokens_per_second` and the like.
  package var isComputed: Bool {
    self == .peakTokensPerSecond || self == .averageTokensPerSecond
  }

  /// True where a month of nodes depends on it, the traffic staying as it is.
  package var isOfNodes: Bool {
    switch self {
    case .discountRate, .growthPerMonth, .volumeFactor, .cloudPriceFactor, .outputTokensPerMonth:
      false
    default: true
    }
  }

  /// The nearest value that makes sense.
  package func clamped(_ value: Double) -> Double {
    min(max(isWhole ? value.rounded() : value, range.lowerBound), range.upperBound)
  }

  private struct Shape {
    let title: String
    let unit: String
    let range: ClosedRange<Double>
    var isWhole = false

    init(_ title: String, _ unit: String, _ range: ClosedRange<Double>, isWhole: Bool = false) {
      self.title = title
      self.unit = unit
      self.range = range
      self.isWhole = isWhole
    }
  }

  private var shape: Shape {
    switch self {
    case .horizonMonths: Shape("Months compared", "months", 1...240, isWhole: true)
    case .discountRate: Shape("Discount rate, effective", "per year", 0...1)
    case .growthPerMonth: Shape("Growth of traffic", "per month", -1...1)
    case .volumeFactor: Shape("Traffic against the window's", "factor", 0...10_000)
    case .cloudPriceFactor: Shape("AWS prices against those in force", "factor", 0...10)
    case .peakVCPUs: Shape("Peak of workloads of unknown tokens", "vCPU of Graviton2", 0...1e9)
    case .averageVCPUs: Shape("Their average", "vCPU of Graviton2", 0...1e9)
    case .peakCoincidence: Shape("Share of the peaks that meet", "share", 0...1)
    case .tokensPerSecondPerVCPU:
      Shape("Decode rate of a vCPU on the reference model", "tokens/s", 1e-6...1e6)
    case .requestPeak: Shape("Peak of workloads of known tokens", "tokens/s", 0...1e12)
    case .requestAverage: Shape("Their average on the reference model", "tokens/s", 0...1e12)
    case .peakTokensPerSecond: Shape("Peak demand", "tokens/s", 0...1e12)
    case .averageTokensPerSecond: Shape("Average demand", "tokens/s", 0...1e12)
    case .outputTokensPerMonth: Shape("Output tokens", "tokens/month", 0...1e18)
    default: nodeShape
    }
  }

  private var nodeShape: Shape {
    switch self {
    case .capacityTokensPerSecond: Shape("Capacity of a node", "tokens/s", 1e-6...1e9)
    case .leastNodes: Shape("Nodes at least", "nodes", 1...1000, isWhole: true)
    case .spareNodes: Shape("Spare nodes", "nodes", 0...1000, isWhole: true)
    case .nodePrice: Shape("Price of a node", "USD", 0...1e8)
    case .installationShare: Shape("Racks, switches, set-up on top", "share", 0...10)
    case .nodeLifeMonths: Shape("Life of a node", "months", 1...240, isWhole: true)
    case .residualShare: Shape("Residual value at the end of its life", "share", 0...1)
    case .maintenanceSharePerYear: Shape("Maintenance", "share per year", 0...1)
    case .nodeIdlePower: Shape("Power of an idle node", "kW", 0...1000)
    case .nodeFullPower: Shape("Power of a node under full load", "kW", 0...1000)
    case .nodeRackUnits: Shape("Height of a node", "rack units", 0...1000)
    default: siteShape
    }
  }

  private var siteShape: Shape {
    switch self {
    case .pue: Shape("Power usage effectiveness", "factor", 1...10)
    case .electricityPrice: Shape("Electricity", "USD/kWh", 0...10)
    case .colocationPerKilowatt: Shape("Colocation by power", "USD/kW-month", 0...10_000)
    case .colocationPerRackUnit: Shape("Colocation by height", "USD/U-month", 0...10_000)
    case .networkPerMonth: Shape("Network", "USD/month", 0...1e7)
    case .staff: Shape("Staff", "FTE", 0...1000)
    case .staffPerYear: Shape("Full cost of one FTE", "USD/year", 0...1e7)
    case .softwarePerNodeYear: Shape("Software subscription", "USD/node-year", 0...1e7)
    default: Shape("Migration, once", "USD", 0...1e9)
    }
  }
}

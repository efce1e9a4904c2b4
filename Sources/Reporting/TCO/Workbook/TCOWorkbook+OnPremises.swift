import CostModel

/// A column of the sheet of on-prem months.
enum PlanColumn: Int, CaseIterable {
  case month, active, volume, discount, peak, average, needed, bought, retired, standing, energy
  case purchase, residual, closing, depreciation, power, colocation, maintenance, network, staff
  case software, migration, migrationShare, cloud, cash, amortized, cumulative

  var title: String {
    switch self {
    case .month: "Month"
    case .active: "In horizon"
    case .volume: "Traffic"
    case .discount: "Discount factor"
    case .peak: "Peak, tokens/s"
    case .average: "Average, tokens/s"
    case .needed: "Nodes needed"
    case .bought: "Nodes bought"
    case .retired: "Nodes retired"
    case .standing: "Nodes standing"
    case .energy: "Energy, kWh"
    case .purchase: "Purchase"
    case .residual: "Resale"
    case .closing: "Value at the end"
    case .depreciation: "Depreciation"
    case .power: "Power"
    case .colocation: "Colocation"
    case .maintenance: "Maintenance"
    case .network: "Network"
    case .staff: "Staff"
    case .software: "Software"
    case .migration: "Migration"
    case .migrationShare: "Migration, spread"
    case .cloud: "Stays in the cloud"
    case .cash: "Cash"
    case .amortized: "Amortized"
    case .cumulative: "Cash so far"
    }
  }

  var look: CellFormat {
    switch self {
    case .month, .active: .count
    case .needed, .bought, .retired, .standing: .count
    case .volume, .discount: .plain.with(number: "0.0000")
    case .peak, .average, .energy: .plain.with(number: "#,##0.0")
    default: .cents
    }
  }

  /// True for the dollars that a total is drawn under.
  var isSummed: Bool { rawValue >= Self.purchase.rawValue && self != .cumulative }
}

extension TCOWorkbook {
  func range(_ column: PlanColumn) -> ColumnRange {
    ColumnRange(sheet: SheetName.onPremises, column: column.rawValue, rows: months)
  }

  func writeOnPremises(on sheet: Sheet) {
    begin(
      sheet, "On-prem, month by month: \(comparison.onPremises.name)",
      "\(comparison.assumptions.node.title). A month's payments fall on its first day; what still "
        + "stands when the horizon ends counts at book value.", headingRow: 4,
      pagesWide: 2)
    headings(PlanColumn.allCases.map(\.title), on: sheet, row: 4)
    let cumulative = comparison.onPremises.cash.cumulative
    for (month, soFar) in zip(comparison.plan.months, cumulative) {
      let row = Self.firstMonth + month.month - 1
      for column in PlanColumn.allCases {
        let value = column.value(month, cumulative: soFar, rate: comparison.discountRate.monthly)
        let content: Sheet.Content =
          column == .month ? .number(value) : .formula(formula(column, row: row), value)
        sheet.put(content, at: CellAddress(column.rawValue, row), column.look)
      }
    }
    let totals = months.upperBound + 1
    sheet.put("Total", at: CellAddress(0, totals), .totalText)
    for column in PlanColumn.allCases where column.isSummed {
      let sum = comparison.plan.months.map {
        column.value($0, cumulative: .zero, rate: comparison.discountRate.monthly)
      }.reduce(0, +)
      sheet.put(
        .formula("SUM(\(range(column).local))", sum), at: CellAddress(column.rawValue, totals),
        .total)
    }
    sheet.width(9, of: 0...3)
    sheet.width(13, of: 4...PlanColumn.cumulative.rawValue)
    sheet.height(30, of: 4)
    sheet.freeze(at: CellAddress(1, Self.firstMonth))
    sheet.tab(0x12355B)
  }

  private func formula(_ column: PlanColumn, row: Int) -> String {
    func at(_ column: PlanColumn) -> String { CellAddress(column.rawValue, row).relative }
    switch column {
    case .month: return ""
    case .active: return "IF(\(at(.month))<=in_horizon_months,1,0)"
    case .volume:
      return "\(at(.active))*in_volume_factor*IF(\(at(.month))=1,1,"
        + "(1+in_growth_per_month)^(\(at(.month))-1))"
    case .discount: return "1/(1+in_monthly_rate)^(\(at(.month))-1)"
    case .peak: return "\(at(.volume))*in_peak_tokens_per_second"
    case .average: return "\(at(.volume))*in_average_tokens_per_second"
    case .needed, .bought, .retired, .standing: return nodeFormula(column, row: row)
    case .energy:
      return "(\(at(.standing))*in_node_idle_kw+MIN(\(at(.standing)),\(at(.average))/"
        + "in_capacity_tokens_per_second)*(in_node_full_kw-in_node_idle_kw))*in_pue*730"
    case .purchase: return "\(at(.bought))*in_outlay"
    case .residual: return "\(at(.retired))*in_residual"
    case .closing: return closingFormula(row: row)
    case .depreciation: return "\(at(.standing))*in_depreciation"
    case .migration: return "IF(\(at(.month))=1,in_migration_usd,0)"
    case .migrationShare: return "\(at(.active))*in_migration_usd/in_horizon_months"
    case .cloud: return "\(at(.volume))*in_cloud_price_factor*in_cloud_remainder"
    case .cash:
      return "\(at(.purchase))-\(at(.residual))-\(at(.closing))+\(at(.migration))+\(running(row))"
    case .amortized: return "\(at(.depreciation))+\(at(.migrationShare))+\(running(row))"
    case .cumulative:
      return row == Self.firstMonth
        ? at(.cash) : "\(CellAddress(column.rawValue, row - 1).relative)+\(at(.cash))"
    default: return runningFormula(column, row: row)
    }
  }

  private func running(_ row: Int) -> String {
    "SUM(\(CellAddress(PlanColumn.power.rawValue, row).relative):"
      + "\(CellAddress(PlanColumn.software.rawValue, row).relative))"
      + "+\(CellAddress(PlanColumn.cloud.rawValue, row).relative)"
  }

  private func runningFormula(_ column: PlanColumn, row: Int) -> String {
    func at(_ column: PlanColumn) -> String { CellAddress(column.rawValue, row).relative }
    return switch column {
    case .power: "\(at(.energy))*in_electricity_usd_per_kwh"
    case .colocation:
      "\(at(.standing))*(in_node_full_kw*in_colocation_usd_per_kw_month"
        + "+in_node_rack_units*in_colocation_usd_per_u_month)"
    case .maintenance:
      "\(at(.standing))*in_node_price_usd*in_maintenance_share_per_year/12"
    case .network: "\(at(.active))*in_network_usd_per_month"
    case .staff: "\(at(.active))*in_staff_fte*in_staff_usd_per_year/12"
    default: "\(at(.standing))*in_software_usd_per_node_year/12"
    }
  }

  /// Nodes bought less than a life ago still stand; those bought a life ago are sold.
  private func nodeFormula(_ column: PlanColumn, row: Int) -> String {
    func at(_ column: PlanColumn) -> String { CellAddress(column.rawValue, row).relative }
    func rows(_ column: PlanColumn, to last: Int) -> String {
      let letters = CellAddress.letters(column.rawValue)
      return "\(letters)$\(Self.firstMonth):\(letters)\(last)"
    }
    func bought(to last: Int, _ criterion: String) -> String {
      "SUMIFS(\(rows(.bought, to: last)),\(rows(.month, to: last)),\(criterion))"
    }
    let lifeAgo = "\(at(.month))-in_node_life_months"
    switch column {
    case .needed:
      return "\(at(.active))*MAX(in_least_nodes,MAX(1,ROUNDUP(\(at(.peak))"
        + "/in_capacity_tokens_per_second-0.000000001,0))+in_spare_nodes)"
    case .bought:
      return row == Self.firstMonth
        ? at(.needed)
        : "\(at(.active))*MAX(0,\(at(.needed))-\(bought(to: row - 1, "\">\"&(\(lifeAgo))")))"
    case .retired: return "\(at(.active))*\(bought(to: row, lifeAgo))"
    default: return "\(at(.active))*\(bought(to: row, "\">\"&(\(lifeAgo))"))"
    }
  }

  /// In the last month of the horizon: every node still standing at its straight-line value.
  private func closingFormula(row: Int) -> String {
    let month = range(.month).local
    let age = "(in_horizon_months-\(month)+1)"
    return
      "IF(\(CellAddress(PlanColumn.month.rawValue, row).relative)=in_horizon_months,SUMPRODUCT(("
      + "\(month)<=in_horizon_months)*(\(age)<=in_node_life_months)*\(range(.bought).local)"
      + "*(in_outlay-in_depreciation*\(age))),0)"
  }
}

extension PlanColumn {
  /// The value the engine has for it.
  fileprivate func value(_ month: OnPremisesMonth, cumulative: USD, rate: Double) -> Double {
    switch self {
    case .month: Double(month.month)
    case .active: 1
    case .volume: month.volume
    case .discount: CashFlow.discountFactor(month: month.month, monthlyRate: rate)
    case .peak: month.peak.value
    case .average: month.average.value
    case .needed: month.nodes.needed
    case .bought: month.nodes.bought
    case .retired: month.nodes.retired
    case .standing: month.nodes.standing
    case .energy: month.energy.value
    case .cumulative: cumulative.value
    default: dollars(month.costs).value
    }
  }

  private func dollars(_ costs: OnPremisesMonth.Costs) -> USD {
    switch self {
    case .purchase: costs.purchase
    case .residual: costs.residual
    case .closing: costs.closing
    case .depreciation: costs.depreciation
    case .power: costs.power
    case .colocation: costs.colocation
    case .maintenance: costs.maintenance
    case .network: costs.network
    case .staff: costs.staff
    case .software: costs.software
    case .migration: costs.migration
    case .migrationShare: costs.migrationShare
    case .cloud: costs.cloud
    case .cash: costs.cash
    default: costs.amortized
    }
  }
}

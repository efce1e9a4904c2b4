import CostModel

/// A column of the sheet of workloads.
enum WorkloadColumn: Int, CaseIterable {
  case name, account, region, memory, utilization, slots, sizedBy, output, peak
  case now, durable, mix, mixCost

  var title: String {
    switch self {
    case .name: "Workload"
    case .account: "Account"
    case .region: "Region"
    case .memory: "Memory, MB"
    case .utilization: "Utilization"
    case .slots: "Executions at the peak"
    case .sizedBy: "Nodes sized by"
    case .output: "Output tokens/s of its model at the peak"
    case .peak: "Peak on nodes, tokens/s"
    case .now: "Lambda, USD a month"
    case .durable: "of it durable state"
    case .mix: "Cheapest cloud option today"
    case .mixCost: "USD a month"
    }
  }
}

extension TCOWorkbook {
  private static let firstWorkload = 5

  private var workloadRows: ClosedRange<Int> {
    Self.firstWorkload...Self.firstWorkload + comparison.report.recommendations.count - 1
  }

  /// The sum of a column of dollars.
  func workloadTotal(_ column: WorkloadColumn) -> String {
    let range = ColumnRange(
      sheet: SheetName.workloads, column: column.rawValue, rows: workloadRows)
    return "SUM(\(range.reference))"
  }

  func writeWorkloads(on sheet: Sheet) {
    begin(
      sheet, "Workloads",
      "\(comparison.report.window.shown), usage scaled to a month of 730 h; measured, not assumed.",
      headingRow: 4)
    headings(
      WorkloadColumn.allCases.map(\.title), on: sheet, row: 4, leading: 3,
      texts: [WorkloadColumn.sizedBy.rawValue, WorkloadColumn.mix.rawValue])
    let mix = comparison.scenarios.last?.placements ?? []
    for (index, placement) in mix.enumerated() {
      write(placement, on: sheet, row: Self.firstWorkload + index)
      write(comparison.demand.workloads[index], on: sheet, row: Self.firstWorkload + index)
    }
    let totals = workloadRows.upperBound + 1
    sheet.put("Total", at: CellAddress(0, totals), .totalText)
    let sums: [(WorkloadColumn, Double)] = [
      (.now, mix.map(\.recommendation.monthlyCostNow).sum().value),
      (.durable, comparison.cloudRemainder.value),
      (.mixCost, mix.compactMap(\.option.monthlyCost).sum().value),
    ]
    for (column, sum) in sums {
      sheet.put(
        .formula(workloadTotal(column), sum), at: CellAddress(column.rawValue, totals), .total)
    }
    sheet.widths([36, 15, 14, 11, 11, 13, 30, 15, 14, 15, 15, 36, 14])
    sheet.height(44, of: 4)
    sheet.freeze(at: CellAddress(1, Self.firstWorkload))
    sheet.tab(0x9AA5B1)
  }

  /// Executions of unknown tokens by the rate of a vCPU, as the assumptions have it now.
  private func write(_ demand: NodeDemand, on sheet: Sheet, row: Int) {
    let rate = comparison.assumptions.parameters[.tokensPerSecondPerVCPU]
    let peak = demand.peak(perVCPU: TokensPerSecond(rate)).value
    let look = CellFormat.plain.with(number: "#,##0.0")
    func at(_ column: WorkloadColumn) -> CellAddress { CellAddress(column.rawValue, row) }
    switch demand.measure {
    case .tokens(let tokens):
      let request = tokens.request
      sheet.put(
        "\(request.model.name), \(Int(request.prompt.value)) + \(Int(request.output.value)) tokens",
        at: at(.sizedBy), .indented)
      sheet.put(.number(tokens.outputPeak.value), at: at(.output), look)
      sheet.put(.number(peak), at: at(.peak), look)
    case .vcpus:
      sheet.put("vCPU, tokens not known", at: at(.sizedBy), .indented)
      sheet.put(
        .formula(
          "\(at(.slots).relative)*\(at(.memory).relative)/1769*"
            + TCOKey.tokensPerSecondPerVCPU.cellName, peak), at: at(.peak), look)
    }
  }

  private func write(_ placement: CloudScenario.Placement, on sheet: Sheet, row: Int) {
    let analysis = placement.recommendation.analysis
    let workload = analysis.profile.workload
    func at(_ column: WorkloadColumn) -> CellAddress { CellAddress(column.rawValue, row) }
    sheet.put(workload.name, at: at(.name))
    sheet.put(workload.account ?? "", at: at(.account))
    sheet.put(workload.region, at: at(.region))
    sheet.put(
      analysis.profile.configuration.memory.map { .number($0.value) } ?? .blank, at: at(.memory),
      .count)
    sheet.put(.number(analysis.utilization.value.value), at: at(.utilization), .percent)
    sheet.put(.number(Double(analysis.utilization.slots)), at: at(.slots), .count)
    sheet.put(.number(placement.recommendation.monthlyCostNow.value), at: at(.now), .cents)
    sheet.put(.number((analysis.monthlyCost?.durable ?? .zero).value), at: at(.durable), .cents)
    sheet.put(placement.option.name, at: at(.mix), .indented)
    sheet.put(.number((placement.option.monthlyCost ?? .zero).value), at: at(.mixCost), .cents)
  }
}

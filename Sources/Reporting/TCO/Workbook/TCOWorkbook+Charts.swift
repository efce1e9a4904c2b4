internal import CXLSX
import CostModel

extension TCOWorkbook {
  /// What has been paid so far, and what the decision hangs on.
  func writeCharts(on sheet: Sheet, row: Int) {
    sheet.insert(
      cumulativeChart(in: sheet.file), at: CellAddress(0, row), width: 600, height: 400,
      described:
        "Dollars paid so far, month by month, on-prem, staying and the cheapest cloud option")
    sheet.insert(
      tornadoChart(in: sheet.file), at: CellAddress(4, row), width: 610, height: 400,
      described: "On-prem's advantage with each input 20 percent down and up")
  }

  private func cumulativeChart(in file: WorkbookFile) -> UnsafeMutablePointer<lxw_chart>? {
    let chart = file.chart(LXW_CHART_LINE)
    var lines = [(comparison.onPremises, UInt32(0x12355B)), (comparison.current, 0xD64545)]
    if comparison.cheapestCloud.kind != .current {
      lines.append((comparison.cheapestCloud, 0x27AE60))
    }
    for (option, color) in lines {
      let series = chart_add_series(
        chart, "=\(range(.month).reference)", "=\(cumulativeRange(option).reference)")
      chart_series_set_name(series, option.name)
      var line = lxw_chart_line()
      line.color = color
      line.width = 2.25
      chart_series_set_line(series, &line)
    }
    chart_title_set_name(chart, "Paid so far")
    finish(chart, titleSize: 12)
    chart_axis_set_num_format(chart?.pointee.y_axis, "$#,##0")
    draw(grid: chart?.pointee.y_axis)
    name(chart?.pointee.x_axis, "Month of the horizon")
    name(chart?.pointee.y_axis, "USD paid since the start")
    var small = lxw_chart_font()
    small.size = 8
    chart_axis_set_num_font(chart?.pointee.x_axis, &small)
    let every = max(1, comparison.horizonMonths / 12)
    chart_axis_set_interval_unit(chart?.pointee.x_axis, UInt16(every))
    chart_axis_set_interval_tick(chart?.pointee.x_axis, UInt16(every))
    return chart
  }

  func tornadoChart(in file: WorkbookFile) -> UnsafeMutablePointer<lxw_chart>? {
    let chart = file.chart(LXW_CHART_BAR)
    let rows = charted
    let names = ColumnRange(sheet: SheetName.sensitivity, column: 0, rows: rows)
    let ends = [("20 % less", 4, UInt32(0x2F80ED)), ("20 % more", 6, 0xF2994A)]
    for (title, column, color) in ends {
      let values = ColumnRange(sheet: SheetName.sensitivity, column: column, rows: rows)
      let series = chart_add_series(chart, "=\(names.reference)", "=\(values.reference)")
      chart_series_set_name(series, title)
      var fill = lxw_chart_fill()
      fill.color = color
      chart_series_set_fill(series, &fill)
    }
    chart_set_series_overlap(chart, 100)
    chart_set_series_gap(chart, 45)
    chart_title_set_name(chart, "On-prem's advantage, each input 20 % down and up (at export)")
    finish(chart, titleSize: 11)
    // Of a bar chart the library calls the upright axis, that of the inputs, y. The widest swing stands
    // on top, and the bars part at today's advantage.
    let (inputs, dollars) = (chart?.pointee.y_axis, chart?.pointee.x_axis)
    chart_axis_set_reverse(inputs)
    chart_axis_set_label_position(inputs, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
    chart_axis_major_gridlines_set_visible(inputs, 0)
    chart_axis_set_crossing(dollars, comparison.advantage.value)
    chart_axis_set_num_format(dollars, "$#,##0")
    name(dollars, "USD of present value; above 0 on-prem costs less")
    draw(grid: dollars)
    return chart
  }

  private func finish(_ chart: UnsafeMutablePointer<lxw_chart>?, titleSize: Double) {
    var font = lxw_chart_font()
    font.size = titleSize
    font.bold = 1
    font.color = 0x12355B
    chart_title_set_name_font(chart, &font)
    chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    var border = lxw_chart_line()
    border.none = 1
    chart_chartarea_set_line(chart, &border)
  }

  private func name(_ axis: UnsafeMutablePointer<lxw_chart_axis>?, _ title: String) {
    var font = lxw_chart_font()
    font.size = 9
    font.color = 0x616E7C
    chart_axis_set_name(axis, title)
    chart_axis_set_name_font(axis, &font)
  }

  private func draw(grid axis: UnsafeMutablePointer<lxw_chart_axis>?) {
    var grid = lxw_chart_line()
    grid.color = 0xE4E7EB
    grid.width = 0.75
    chart_axis_major_gridlines_set_visible(axis, 1)
    chart_axis_major_gridlines_set_line(axis, &grid)
  }
}

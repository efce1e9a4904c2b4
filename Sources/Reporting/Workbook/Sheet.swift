internal import CXLSX

/// One sheet of a workbook.
struct Sheet {
  let pointer: UnsafeMutablePointer<lxw_worksheet>
  let name: String
  let file: WorkbookFile

  /// What a cell holds; a formula brings the value it had when the file was made.
  enum Content {
    case text(String)
    case number(Double)
    case formula(String, cached: Cached)
    case blank

    static func formula(_ formula: String, _ cached: Double) -> Content {
      .formula(formula, cached: .number(cached))
    }
  }

  enum Cached {
    case number(Double)
    case text(String)
  }

  func put(_ content: Content, at place: CellAddress, _ look: CellFormat = .plain) {
    let row = lxw_row_t(place.row - 1)
    let column = lxw_col_t(place.column)
    let format = file.format(look)
    switch content {
    case .text(let text):
      file.note(worksheet_write_string(pointer, row, column, text.forSpreadsheet, format))
    case .number(let value):
      file.note(worksheet_write_number(pointer, row, column, value, format))
    case .formula(let formula, .number(let value)):
      file.note(worksheet_write_formula_num(pointer, row, column, "=" + formula, format, value))
    case .formula(let formula, .text(let text)):
      file.note(
        worksheet_write_formula_str(
          pointer, row, column, "=" + formula, format, text.forSpreadsheet))
    case .blank:
      file.note(worksheet_write_blank(pointer, row, column, format))
    }
  }

  func put(_ text: String, at place: CellAddress, _ look: CellFormat = .text) {
    put(.text(text), at: place, look)
  }

  /// Widths in characters, from the first column on.
  func widths(_ widths: [Double]) {
    for (column, width) in widths.enumerated() { self.width(width, of: column...column) }
  }

  func width(_ width: Double, of columns: ClosedRange<Int>) {
    file.note(
      worksheet_set_column(
        pointer, lxw_col_t(columns.lowerBound), lxw_col_t(columns.upperBound), width, nil))
  }

  func height(_ points: Double, of row: Int) {
    file.note(worksheet_set_row(pointer, lxw_row_t(row - 1), points, nil))
  }

  func merge(_ row: Int, columns: ClosedRange<Int>, _ content: Content, _ look: CellFormat) {
    file.note(
      worksheet_merge_range(
        pointer, lxw_row_t(row - 1), lxw_col_t(columns.lowerBound), lxw_row_t(row - 1),
        lxw_col_t(columns.upperBound), "", file.format(look)))
    put(content, at: CellAddress(columns.lowerBound, row), look)
  }

  /// Keeps the rows above and the columns left of a cell in sight.
  func freeze(at place: CellAddress) {
    worksheet_freeze_panes(pointer, lxw_row_t(place.row - 1), lxw_col_t(place.column))
  }

  /// Landscape A4, as many pages wide and high as asked (0 for any), headings and the first column on
  /// every page.
  func setUpPrint(
    title: String, repeatingRow row: Int?, pagesWide: Int = 1, pagesTall: Int = 0
  ) {
    worksheet_set_landscape(pointer)
    worksheet_set_paper(pointer, 9)
    worksheet_fit_to_pages(pointer, UInt16(pagesWide), UInt16(pagesTall))
    if pagesWide > 1 { file.note(worksheet_repeat_columns(pointer, 0, 0)) }
    worksheet_set_margins(pointer, 0.5, 0.5, 0.7, 0.6)
    file.note(worksheet_set_header(pointer, "&L&9\(title.forHeader)&R&9&A"))
    file.note(worksheet_set_footer(pointer, "&L&9costctl&R&9Page &P of &N"))
    if let row { file.note(worksheet_repeat_rows(pointer, lxw_row_t(row - 1), lxw_row_t(row - 1))) }
    worksheet_gridlines(pointer, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
  }

  func print(only columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
    file.note(
      worksheet_print_area(
        pointer, lxw_row_t(rows.lowerBound - 1), lxw_col_t(columns.lowerBound),
        lxw_row_t(rows.upperBound - 1), lxw_col_t(columns.upperBound)))
  }

  /// High enough for the longest of some texts in columns of these widths.
  func height(of row: Int, for texts: [(text: String, width: Int)]) {
    let lines = texts.map { ($0.text.count + $0.width - 1) / $0.width }.max() ?? 1
    height(Double(max(1, lines)) * 14, of: row)
  }

  func tab(_ color: UInt32) { worksheet_set_tab_color(pointer, color) }

  /// Whole numbers of a range only, with a sentence for whoever types another.
  func allowWhole(_ range: ClosedRange<Int>, at place: CellAddress, otherwise sentence: String) {
    sentence.withCString { text in
      var rule = lxw_data_validation()
      rule.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
      rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      rule.minimum_number = Double(range.lowerBound)
      rule.maximum_number = Double(range.upperBound)
      rule.error_message = UnsafeMutablePointer(mutating: text)
      file.note(
        worksheet_data_validation_cell(
          pointer, lxw_row_t(place.row - 1), lxw_col_t(place.column), &rule))
    }
  }

  /// Paints cells whose text is exactly this.
  func paint(_ range: ColumnRange, where text: String, _ look: CellFormat) {
    "\"\(text)\"".withCString { value in
      var rule = lxw_conditional_format()
      rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
      rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_EQUAL_TO.rawValue)
      rule.value_string = UnsafeMutablePointer(mutating: value)
      rule.format = file.format(look)
      file.note(
        worksheet_conditional_format_range(
          pointer, lxw_row_t(range.rows.lowerBound - 1), lxw_col_t(range.column),
          lxw_row_t(range.rows.upperBound - 1), lxw_col_t(range.column), &rule))
    }
  }

  /// Places a chart over cells, with a text for those who cannot see it.
  func insert(
    _ chart: UnsafeMutablePointer<lxw_chart>?, at place: CellAddress, width: Double,
    height: Double, described text: String
  ) {
    text.withCString { text in
      var options = lxw_chart_options()
      // The library draws 480 by 288 pixels by default.
      options.x_scale = width / 480
      options.y_scale = height / 288
      options.description = UnsafeMutablePointer(mutating: text)
      file.note(
        worksheet_insert_chart_opt(
          pointer, lxw_row_t(place.row - 1), lxw_col_t(place.column), chart, &options))
    }
  }

  func show() { worksheet_activate(pointer) }
}

extension String {
  /// Text as a cell can hold it: no steering characters, at most 32,767 of them.
  fileprivate var forSpreadsheet: String {
    String(String.UnicodeScalarView(terminalSafe.unicodeScalars.prefix(32_000)))
  }

  /// In headers an ampersand begins a code; 255 characters are the limit.
  fileprivate var forHeader: String {
    String(replacing("&", with: "&&").prefix(100))
  }
}

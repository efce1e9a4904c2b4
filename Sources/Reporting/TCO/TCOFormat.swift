package import CostModel

/// What a comparison of total cost is written as.
package enum TCOFormat: String, CaseIterable, Sendable {
  case table, json, csv, markdown, html, xlsx, focus

  /// False for what a terminal cannot show.
  package var isText: Bool { self != .xlsx }
}

extension TCOComparison {
  /// The whole rendering; the same value and context give the same bytes.
  package func rendered(
    as format: TCOFormat, focus: FocusVersion = .v1_2, in context: RenderContext
  ) throws(WorkbookError) -> [UInt8] {
    switch format {
    case .table: rendered(as: OutputFormat.table, in: context)
    case .json: json(in: context)
    case .csv: csv()
    case .markdown: rendered(as: OutputFormat.markdown, in: context)
    case .html: html(in: context)
    case .focus: self.focus(focus)
    case .xlsx: try TCOWorkbook(comparison: self, context: context).rendered()
    }
  }
}

package import CostModel

/// What a comparison of total cost is written as.
package enum TCOFormat: String, CaseIterable, Sendable {
  case table, json, csv, markdown
}

extension TCOComparison {
  /// The whole rendering; the same value and context give the same bytes.
  package func rendered(as format: TCOFormat, in context: RenderContext) -> [UInt8] {
    switch format {
    case .table: rendered(as: OutputFormat.table, in: context)
    case .json: json(in: context)
    case .csv: csv()
    case .markdown: rendered(as: OutputFormat.markdown, in: context)
    }
  }
}

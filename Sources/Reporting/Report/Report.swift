/// A result that can be shown in every output format.
package protocol Report {
  /// One JSON document, keys in the order of the contract.
  func json(in context: RenderContext) -> [UInt8]
  /// One row per item, figures in full precision.
  func csv() -> [UInt8]
  /// What a person reads, before it is laid out for a terminal or as Markdown.
  func document(in context: RenderContext) -> Document
}

extension Report {
  /// The whole rendering in UTF-8; the same value and context give the same bytes.
  package func rendered(as format: OutputFormat, in context: RenderContext) -> [UInt8] {
    switch format {
    case .json: json(in: context)
    case .csv: csv()
    case .table: document(in: context).terminal(in: context)
    case .markdown: document(in: context).markdown()
    }
  }
}

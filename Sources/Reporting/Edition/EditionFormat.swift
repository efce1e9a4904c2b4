package import CostModel

/// What an edition of the scheduled report is written as.
package enum EditionFormat: String, CaseIterable, Sendable {
  case html, markdown, json

  package var fileExtension: String { self == .markdown ? "md" : rawValue }
}

extension ReportEdition {
  /// The whole rendering in UTF-8; the same value and context give the same bytes.
  package func rendered(as format: EditionFormat, in context: RenderContext) -> [UInt8] {
    switch format {
    case .html: html(in: context)
    case .markdown: document(in: context).markdown()
    case .json: json(in: context)
    }
  }
}

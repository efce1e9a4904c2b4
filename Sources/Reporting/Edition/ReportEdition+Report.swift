import CostModel

extension ReportEdition {
  func document(in context: RenderContext) -> Document { recommendations.document(in: context) }

  func json(in context: RenderContext) -> [UInt8] { recommendations.json(in: context) }

  func html(in context: RenderContext) -> [UInt8] {
    HTMLPage(title: "Report \(period.name)", body: document(in: context).html()).rendered
  }
}

import CostModel

extension ReportEdition {
  var title: String { "Cost report \(period.name)" }

  func subtitle(in context: RenderContext) -> String {
    "\(period.cadence.rawValue), \(recommendations.window.shown), policy "
      + "\(recommendations.policy.rawValue); run \(runID), generated \(context.generatedAt.iso8601)"
  }

  /// What Markdown is made of: the page's text without its charts.
  func document(in context: RenderContext) -> Document {
    var document = Document()
    let totals = EditionTotals(report: recommendations)
    document.append(.title(title))
    document.append(.paragraph(subtitle(in: context), .faint))
    document.append(.paragraph(totals.money, .strong))
    document.append(.paragraph("\(totals.tiers). \(totals.completeness)."))
    document.append(contentsOf: missing)
    document.append(.section(changesTitle))
    document.append(contentsOf: differences)
    document.append(contentsOf: recommendations.document(in: context), titledAsSection: true)
    if let comparison {
      document.append(.section("Cloud against on-prem"))
      document.append(.paragraph(comparison.verdict, .strong))
      document.append(.table(comparison.optionTable))
    }
    document.append(section: "When each is busy", busyHours(atMost: context.detailed))
    return document
  }

  private func busyHours(atMost limit: Int) -> [Document.Entry] {
    let places = recommendations.rows.map(\.workload).spanPlaces
    return recommendations.recommendations.prefix(limit).compactMap { recommendation in
      let workload = recommendation.analysis.profile.workload
      return weeks[workload]?.sentence(slots: recommendation.analysis.utilization.slots).map {
        .init(workload.shown(withPlace: places), $0)
      }
    }
  }
}

import CostModel

/// One workload in the page itself: what to do, room for its charts, why, what was left out.
struct WorkloadArticle {
  let rank: Int
  let title: String
  let recommendation: Recommendation
  let week: WeekProfile?

  var html: String {
    let busy = week?.sentence(slots: recommendation.analysis.utilization.slots)
    let entries = recommendation.entries + [busy.map { .init("busy", $0) }].compactMap { $0 }
    let leftOut = entries.filter { $0.label == "left out" }
    let said = entries.filter { $0.label != "left out" && $0.label != "do" }
    return """
      <article class="workload" data-rank="\(rank)">
      <h3>\(rank). \(title.htmlSafe)</h3>
      <p class="strong">\(recommendation.action.htmlSafe)</p>
      <div class="figures charts"></div>
      \(Self.list(said))\(Self.folded(leftOut))</article>

      """
  }

  private static func list(_ entries: [Document.Entry]) -> String {
    var document = Document()
    document.append(.entries(entries))
    return document.html()
  }

  private static func folded(_ entries: [Document.Entry]) -> String {
    guard !entries.isEmpty else { return "" }
    return "<details>\n<summary>Options left out, and why</summary>\n\(list(entries))</details>\n"
  }
}

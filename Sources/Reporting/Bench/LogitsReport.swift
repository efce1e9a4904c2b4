import CostModel

/// Logits of each position, for another program to compare.
package struct LogitsReport {
  private let logits: [[Float]]

  /// - Parameter logits: finite, (positions, vocabulary).
  package init(_ logits: [[Float]]) { self.logits = logits }

  /// One document; every number reads back as the same Float.
  package func json(in context: RenderContext) -> [UInt8] {
    var text = "{\"schema\":\"costctl/logits/v1\",\"generated_at\":\""
    text += context.generatedAt.iso8601 + "\",\"logits\":["
    for (position, row) in logits.enumerated() {
      text += position == 0 ? "\n[" : ",\n["
      text += row.map(\.description).joined(separator: ",") + "]"
    }
    return Array((text + "\n]}\n").utf8)
  }
}

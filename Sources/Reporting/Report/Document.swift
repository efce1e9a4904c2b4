/// A report for people: blocks in reading order, each laid out by the format.
package struct Document: Sendable {
  enum Block: Sendable {
    case title(String)
    case paragraph(String, Style = .plain)
    case table(Grid)
    case section(String)
    case entries([Entry])
  }

  /// One line under a section: what kind of remark, and the remark.
  struct Entry: Sendable {
    let label: String?
    let style: Style
    let text: String

    init(_ label: String? = nil, _ text: String, style: Style = .plain) {
      self.label = label
      self.style = style
      self.text = text
    }
  }

  private(set) var blocks: [Block] = []

  mutating func append(_ block: Block) { blocks.append(block) }

  /// A section with its entries; nothing when there are none.
  mutating func append(section: String, _ entries: [Entry]) {
    guard !entries.isEmpty else { return }
    blocks.append(.section(section))
    blocks.append(.entries(entries))
  }
}

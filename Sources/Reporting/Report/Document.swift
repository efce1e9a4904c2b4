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
  struct Entry: Hashable, Sendable {
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

  /// All blocks of another document, whose title may become a section of this one.
  mutating func append(contentsOf other: Document, titledAsSection: Bool = false) {
    blocks += other.blocks.map { block in
      if titledAsSection, case .title(let title) = block { return .section(title) }
      return block
    }
  }

  /// A section with its entries; nothing when there are none.
  mutating func append(section: String, _ entries: [Entry]) {
    guard !entries.isEmpty else { return }
    blocks.append(.section(section))
    blocks.append(.entries(entries))
  }
}

/// A column's title and how the column is laid out.
struct Heading: Hashable, Sendable {
  enum Alignment: Sendable { case leading, trailing }

  /// What happens to the column when the terminal is too narrow.
  enum Fit: Hashable, Sendable {
    case fixed
    /// Cells lose their middle.
    case shortens
    /// The column is left out; the lowest rank goes first.
    case yields(rank: Int)
  }

  let title: String
  let alignment: Alignment
  let fit: Fit
}

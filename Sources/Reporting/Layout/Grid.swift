/// A table with every cell filled in, ready for any layout.
struct Grid: Sendable {
  let headings: [Heading]
  let rows: [[Cell]]

  init<Row>(_ columns: [Column<Row>], of rows: [Row]) {
    headings = columns.map(\.heading)
    self.rows = rows.map { row in columns.map { $0.cell(row) } }
  }
}

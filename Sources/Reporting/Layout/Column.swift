/// One column over rows of one kind: its heading and the cell of each row.
struct Column<Row> {
  let heading: Heading
  let cell: @Sendable (Row) -> Cell

  init(
    _ title: String, _ alignment: Heading.Alignment = .leading, fit: Heading.Fit = .fixed,
    cell: @Sendable @escaping (Row) -> Cell
  ) {
    heading = Heading(title: title, alignment: alignment, fit: fit)
    self.cell = cell
  }
}

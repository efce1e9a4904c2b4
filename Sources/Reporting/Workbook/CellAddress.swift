/// A place on a sheet: rows from 1 as people read them, columns from 0.
struct CellAddress: Hashable {
  let column: Int
  let row: Int

  init(_ column: Int, _ row: Int) {
    precondition(column >= 0 && row >= 1, "no such cell")
    self.column = column
    self.row = row
  }

  /// `AB7`.
  var relative: String { "\(Self.letters(column))\(row)" }
  /// `$AB$7`.
  var absolute: String { "$\(Self.letters(column))$\(row)" }

  /// `A` for 0, `AA` for 26.
  static func letters(_ column: Int) -> String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}

/// Cells of one column below each other.
struct ColumnRange: Hashable {
  let sheet: String
  let column: Int
  let rows: ClosedRange<Int>

  /// `'On-prem'!$C$5:$C$40`.
  var reference: String { "'\(sheet)'!\(local)" }

  /// `$C$5:$C$40`.
  var local: String {
    CellAddress(column, rows.lowerBound).absolute + ":"
      + CellAddress(column, rows.upperBound).absolute
  }

  /// One cell of it, `'On-prem'!$C5`.
  func cell(_ row: Int) -> String { "'\(sheet)'!$\(CellAddress.letters(column))\(row)" }
}

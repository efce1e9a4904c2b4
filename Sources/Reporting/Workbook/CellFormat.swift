/// How a cell looks; equal looks share one format of the workbook.
struct CellFormat: Hashable {
  /// As spreadsheets spell number formats, `$#,##0.00`.
  var number: String?
  var isBold = false
  var isItalic = false
  var size: Double = 10
  /// 0xRRGGBB.
  var color: UInt32 = 0x1F2933
  var fill: UInt32?
  var alignment: Alignment = .natural
  var wraps = false
  /// Steps of about a character from the left edge.
  var indent: UInt8 = 0
  /// A thin line below, or above for totals.
  var line: Line?

  enum Alignment { case natural, left, center, right }
  enum Line { case below, above, around }

  func with(number: String) -> Self {
    var format = self
    format.number = number
    return format
  }

  func with(_ change: (inout Self) -> Void) -> Self {
    var format = self
    change(&format)
    return format
  }

  /// Text stays text when the cell is edited: a name that begins with `=` never becomes a formula.
  static let text = CellFormat(number: "@")
  static let plain = CellFormat()
  static let wrapped = CellFormat(number: "@", wraps: true, indent: 1)
  static let title = CellFormat(number: "@", isBold: true, size: 16, color: 0x12355B)
  static let section = CellFormat(number: "@", isBold: true, size: 12, color: 0x12355B)
  static let caption = CellFormat(number: "@", isItalic: true, size: 9, color: 0x616E7C)
  static let verdict = CellFormat(
    isBold: true, size: 11, fill: 0xEAF2FB, wraps: true, line: .around)
  static let heading = CellFormat(
    number: "@", isBold: true, color: 0xFFFFFF, fill: 0x12355B, wraps: true, line: .below)
  static let headingIndented = heading.with { $0.indent = 1 }
  static let headingRight = heading.with { $0.alignment = .right }
  static let dollars = CellFormat(number: "$#,##0;[Red]-$#,##0;$0")
  static let cents = CellFormat(number: "$#,##0.00;[Red]-$#,##0.00;$0.00")
  static let count = CellFormat(number: "#,##0")
  static let figure = CellFormat(number: "#,##0.0##")
  static let percent = CellFormat(number: "0.0%")
  static let indented = CellFormat(number: "@", indent: 1)
  static let center = CellFormat(number: "@", alignment: .center)
  static let totalText = CellFormat(number: "@", isBold: true, line: .above)
  static let total = CellFormat(
    number: "$#,##0.00;[Red]-$#,##0.00;$0.00", isBold: true, line: .above)
  /// Blue on pale yellow, as financial models mark what may be typed over.
  static let input = CellFormat(color: 0x0000FF, fill: 0xFFFBE6, alignment: .right, line: .around)
}

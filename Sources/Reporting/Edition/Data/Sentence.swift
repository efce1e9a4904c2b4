/// A text split into what thousands of workloads share and the figures in which they differ.
///
/// `Utilization 5.1 % is below 15.0 %` is `Utilization \u{1} % is below \u{1} %` and `5.1|15.0`.
struct Sentence {
  /// U+0001 in the place of every figure: no text of a report has one.
  let template: String
  let figures: String

  init(_ text: String) {
    var template: [UInt8] = []
    var figures: [UInt8] = []
    var isInside = false
    for byte in text.terminalSafe.utf8 {
      if Self.isDigit(byte) || isInside && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","))
      {
        if !isInside {
          if !figures.isEmpty { figures.append(UInt8(ascii: "|")) }
          template.append(1)
        }
        figures.append(byte)
        isInside = true
      } else {
        template.append(byte)
        isInside = false
      }
    }
    self.template = String(decoding: template, as: UTF8.self)
    self.figures = String(decoding: figures, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

import Foundation

/// Texts in mail headers, in ASCII and in lines that every server takes.
enum EncodedWord {
  /// The text itself where it is short and plain, else as encoded words of RFC 2047, each on a line of its
  /// own.
  ///
  /// Control characters become blanks first, so no text can begin another header.
  static func value(_ text: String) -> String {
    let line = text.printable(300)
    let isPlain = line.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    if isPlain, line.utf8.count <= 66, !line.contains("=?") { return line }
    return pieces(of: line).map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }
      .joined(separator: "\r\n ")
  }

  /// Cut between characters: a word of 45 bytes has 72 characters, of the 75 that are allowed.
  private static func pieces(of line: String) -> [String] {
    var pieces = [""]
    for scalar in line.unicodeScalars {
      let last = pieces.count - 1
      if pieces[last].utf8.count + String(scalar).utf8.count > 45 {
        pieces.append(String(scalar))
      } else {
        pieces[last].unicodeScalars.append(scalar)
      }
    }
    return pieces
  }
}

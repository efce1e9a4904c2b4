/// Why a configuration file cannot be read as one; lines count from 1, values are never quoted.
enum INIError: Error, Equatable {
  case notUTF8
  case noSectionHeader(line: Int)
  case duplicateSection(line: Int)
  case duplicateKey(line: Int)
  case notAKey(line: Int)
  case notANestedKey(key: String)
}

extension INIError: CustomStringConvertible {
  var description: String {
    switch self {
    case .notUTF8: "it is not UTF-8 text"
    case .noSectionHeader(let line): "line \(line) stands before the first [section]"
    case .duplicateSection(let line): "line \(line) repeats a section"
    case .duplicateKey(let line): "line \(line) repeats a key of its section"
    case .notAKey(let line): "line \(line) is not of the form key = value"
    case .notANestedKey(let key):
      "a line indented under \(key.printable(200)) is not of the form key = value"
    }
  }
}

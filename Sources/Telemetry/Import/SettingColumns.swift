import CostModel

/// Numbers the distinct settings that rows name, from 1; 0 is a row that names none.
struct SettingColumns {
  /// What Lambda can be set to, in MB.
  static let memoryRange = 128...32_768

  /// Of the row being read; nil where it does not say.
  var memoryMB: Int?
  var architecture: Architecture?
  private(set) var number = 0
  private(set) var list: [FunctionSetting] = []
  /// By memory, 0 for none, and architecture.
  private var numbers = [Int](repeating: 0, count: (memoryRange.upperBound + 1) * architectures)

  private static let architectures = 3

  mutating func clear() {
    memoryMB = nil
    architecture = nil
  }

  /// Finds the number of the setting once all columns of the row are read.
  mutating func finish() {
    let column =
      switch architecture {
      case nil: 0
      case .arm64: 1
      case .x86_64: 2
      }
    let place = (memoryMB ?? 0) * Self.architectures + column
    if place > 0, numbers[place] == 0 {
      list.append(FunctionSetting(memoryMB: memoryMB, architecture: architecture))
      numbers[place] = list.count
    }
    number = numbers[place]
  }
}

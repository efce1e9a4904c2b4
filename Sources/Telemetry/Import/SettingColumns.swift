/// Numbers the distinct settings that rows name, from 1; 0 is a row that names none.
struct SettingColumns {
  var setting = FunctionSetting()
  private(set) var number: Int32 = 0
  private(set) var list: [FunctionSetting] = []
  private var numbers: [FunctionSetting: Int32] = [:]
  private var last = FunctionSetting()

  mutating func clear() { setting = FunctionSetting() }

  /// Finds the number of the setting once all columns of the row are read.
  mutating func finish() {
    guard setting != last else { return }
    last = setting
    if setting.isEmpty {
      number = 0
    } else if let known = numbers[setting] {
      number = known
    } else {
      list.append(setting)
      number = Int32(list.count)
      numbers[setting] = number
    }
  }
}

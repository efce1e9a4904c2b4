import Foundation

extension ReportCalendar {
  /// Reads `[DAYS] HH:MM [ZONE]`, a part of what systemd reads after `OnCalendar=`.
  ///
  /// Days are `daily`, `weekly` (Mondays), `monthly` (the 1st), `last` (of the month), weekdays such as
  /// `Mon..Fri` or `Mon,Thu`, days of the month such as `1,15` or `*-*-01`; without them, daily.
  init(_ text: String) throws(CalendarError) {
    var words = text.split(whereSeparator: \.isWhitespace)
    guard let timeIndex = words.firstIndex(where: { $0.contains(":") }) else {
      throw .noTime(text)
    }
    let (hour, minute) = try Self.timeOfDay(words[timeIndex])
    let after = words[(timeIndex + 1)...]
    guard !after.contains(where: { $0.contains(":") }) else { throw .severalTimes(text) }
    guard after.count <= 1 else { throw .tooLong(text) }
    words.removeSubrange(timeIndex...)
    self.init(
      days: try Self.days(words, of: text), hour: hour, minute: minute,
      zone: try after.first.map { zone throws(CalendarError) in try Self.zone(zone) })
  }

  private static func timeOfDay(_ word: Substring) throws(CalendarError) -> (Int, Int) {
    guard !word.contains(",") && !word.contains("..") && !word.contains("/") else {
      throw .severalTimes(String(word))
    }
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { number($0) }
    guard numbers.count == parts.count, (2...3).contains(parts.count), numbers[0] < 24,
      numbers[1] < 60, numbers.count == 2 || numbers[2] == 0
    else { throw .notATime(String(word)) }
    return (numbers[0], numbers[1])
  }

  private static func zone(_ word: Substring) throws(CalendarError) -> String {
    let name = String(word)
    let isPlain = name.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0))
    }
    // Abbreviations such as EST stand for several places; systemd reads none of them.
    let isKnown = name == "UTC" || name.contains("/") && TimeZone(identifier: name) != nil
    guard isPlain && isKnown else { throw .unknownZone(name) }
    return name
  }

  private static func days(_ words: [Substring], of text: String) throws(CalendarError) -> Days {
    // `Mon *-*-*` is every Monday.
    let words = words.filter { $0 != "*-*-*" }
    guard let word = words.first else { return .all }
    if words.count > 1 {
      let isBoth = words.count == 2 && weekdays(words[0]) != nil
      throw isBoth ? .bothKindsOfDays(text) : .tooLong(text)
    }
    switch word.lowercased() {
    case "daily": return .all
    case "weekly": return .week([.monday])
    case "monthly": return .month([1])
    case "last", "*-*~01", "*-*~1": return .lastOfMonth
    default: break
    }
    if let weekdays = weekdays(word) {
      return weekdays.count == Weekday.allCases.count ? .all : .week(weekdays)
    }
    return .month(try monthDays(word))
  }

  /// `Mon`, `Mon,Thu`, `Mon..Fri`, `Mon-Fri`, `Fri..Mon`; nil where it is none of these.
  private static func weekdays(_ word: Substring) -> [Weekday]? {
    var found: Set<Weekday> = []
    for part in word.split(separator: ",", omittingEmptySubsequences: false) {
      let separator = part.contains("..") ? ".." : "-"
      let ends = part.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
      let days = ends.compactMap { Weekday($0) }
      guard days.count == ends.count, let first = days.first, let last = days.last else {
        return nil
      }
      let length = (last.rawValue - first.rawValue + 7) % 7
      for step in 0...length {
        Weekday(rawValue: (first.rawValue - 1 + step) % 7 + 1).map { _ = found.insert($0) }
      }
    }
    return Weekday.allCases.filter(found.contains)
  }

  private static func monthDays(_ word: Substring) throws(CalendarError) -> [Int] {
    var list = word
    if word.contains("-") {
      guard word.hasPrefix("*-") else { throw .someMonths(String(word)) }
      let parts = word.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 3, parts[1] == "*" else { throw .someMonths(String(word)) }
      list = parts[2]
    }
    var days: Set<Int> = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let day = number(part), (1...31).contains(day) else { throw .notDays(String(word)) }
      guard day <= 28 else { throw .notEveryMonth(day: day) }
      days.insert(day)
    }
    return days.sorted()
  }

  /// One or two digits.
  private static func number(_ text: Substring) -> Int? {
    (1...2).contains(text.count) && text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
  }
}

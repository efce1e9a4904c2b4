extension Parcel {
  /// What a report can be written as.
  package static let fileExtensions = ["html", "md", "json"]

  /// Whether a path says what goes there: a folder, or a file of one of the forms.
  package static func isPlace(_ path: String) -> Bool {
    path.isEmpty || path.hasSuffix("/") || Self.fileExtensions.contains { path.hasSuffix(".\($0)") }
  }

  /// Which attachment goes where, `{period}` filled in.
  ///
  /// A folder, which ends in `/` or is empty, takes every attachment; a file takes the one with its
  /// extension. Empty where the parcel has none such.
  package func placed(at pattern: String) -> [(path: String, attachment: Attachment)] {
    let path = pattern.replacing("{period}", with: period)
    if path.isEmpty || path.hasSuffix("/") {
      return attachments.map { (path: path + $0.name, attachment: $0) }
    }
    return Self.fileExtensions.filter { path.hasSuffix(".\($0)") }
      .compactMap { attachment(ofExtension: $0) }
      .map { (path: path, attachment: $0) }
  }

  func attachment(ofExtension name: String) -> Attachment? {
    attachments.first { $0.name.hasSuffix(".\(name)") }
  }
}

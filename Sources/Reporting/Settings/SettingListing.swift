/// The configuration in force: every setting with the place it came from.
package struct SettingListing: Sendable {
  package struct Setting: Sendable {
    package let key: String
    package let value: String
    package let origin: String

    package init(key: String, value: String, origin: String) {
      self.key = key
      self.value = value
      self.origin = origin
    }
  }

  package let settings: [Setting]

  package init(settings: [Setting]) { self.settings = settings }
}

extension SettingListing: Report {
  package func json(in context: RenderContext) -> [UInt8] {
    JSONWriter.document(schema: "costctl/config/v1", in: context, capacity: 4096) {
      $0.rows("settings", settings) { writer, setting in
        writer.member("key", setting.key)
        writer.member("value", setting.value)
        writer.member("origin", setting.origin)
      }
    }
  }

  package func csv() -> [UInt8] { [UInt8](csv: columns, of: settings) }

  package func document(in context: RenderContext) -> Document {
    var document = Document()
    document.append(.table(Grid(columns, of: settings)))
    return document
  }

  private var columns: [Column<Setting>] {
    [
      Column("key") { .text($0.key) },
      Column("value") { .text($0.value) },
      Column("origin") { .text($0.origin) },
    ]
  }
}

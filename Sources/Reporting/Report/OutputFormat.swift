/// What a result is written as.
package enum OutputFormat: String, CaseIterable, Sendable {
  case table, json, csv, markdown
}

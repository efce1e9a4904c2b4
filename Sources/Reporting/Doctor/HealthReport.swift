import CostModel

/// Everything `doctor` looked at, in the order in which a run needs it.
package struct HealthReport: Sendable {
  package let checks: [HealthCheck]

  package init(_ checks: [HealthCheck]) { self.checks = checks }

  package func count(_ status: HealthCheck.Status) -> Int {
    checks.count { $0.status == status }
  }
}

extension HealthReport: Report {
  package func json(in context: RenderContext) -> [UInt8] {
    JSONWriter.document(schema: "costctl/doctor/v1", in: context, capacity: 4096) {
      $0.member("healthy", count(.fail) == 0)
      $0.object("totals") {
        $0.member("ok", count(.ok))
        $0.member("warn", count(.warn))
        $0.member("fail", count(.fail))
      }
      $0.rows("checks", checks) { writer, check in
        writer.member("check", check.name)
        writer.member("status", check.status.rawValue)
        writer.member("found", check.found)
        writer.member("action", check.advice)
      }
    }
  }

  package func csv() -> [UInt8] {
    [UInt8](csv: columns(wide: true) + [Column("action") { .text($0.advice) }], of: checks)
  }

  package func document(in context: RenderContext) -> Document {
    var document = Document()
    document.append(.title(verdict))
    document.append(.table(Grid(columns(wide: false), of: checks)))
    document.append(
      section: "what to do",
      checks.compactMap { check in
        check.advice.map { advice in
          // A narrow table shortens what was found; here it is told in full.
          let text = context.width == nil ? advice : "\(check.found). Therefore: \(advice)"
          return Document.Entry(check.name, text, style: Style(check.status))
        }
      })
    return document
  }

  private var verdict: String {
    let (failed, warned) = (count(.fail), count(.warn))
    if failed > 0 { return "\(failed.of("check")) failed, \(warned.of("warning"))" }
    return warned > 0
      ? "Nothing failed, \(warned.of("warning"))" : "All \(checks.count.of("check")) are good"
  }

  private func columns(wide: Bool) -> [Column<HealthCheck>] {
    [
      Column("check") { .text($0.name) },
      Column("status") { .text($0.status.rawValue, Style($0.status)) },
      Column("found", fit: wide ? .fixed : .shortens) { .text($0.found) },
    ]
  }
}

extension Style {
  fileprivate init(_ status: HealthCheck.Status) {
    self =
      switch status {
      case .ok: .good
      case .warn: .caution
      case .fail: .alarm
      }
  }
}

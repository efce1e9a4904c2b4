import Reporting
import TestSupport
import Testing

@Suite("The doctor's findings")
struct DoctorTests {
  private static let report = HealthReport([
    HealthCheck("region", .ok, "us-east-1, from AWS_REGION"),
    HealthCheck(
      "database", .warn, "/data/costctl.db does not exist yet",
      advice: "fill it with costctl pull or costctl import"),
    HealthCheck(
      "lambda:ListFunctions", .fail, "denied: =cmd|' /C calc'!A0 \u{1B}[31m| not authorized",
      advice: "allow lambda:ListFunctions"),
  ])

  @Test("findings look as accepted in every format", arguments: OutputFormat.allCases)
  func everyFormat(format: OutputFormat) throws {
    let context = RenderContext(generatedAt: SampleFleet.generatedAt)
    try expectGolden(
      Self.report.rendered(as: format, in: context), "doctor.\(format.rawValue)")
  }

  @Test("a narrow terminal shortens the finding and keeps the advice")
  func narrow() throws {
    let context = RenderContext(generatedAt: SampleFleet.generatedAt, color: true, width: 60)
    try expectGolden(Self.report.rendered(as: .table, in: context), "doctor.60-columns")
  }
}

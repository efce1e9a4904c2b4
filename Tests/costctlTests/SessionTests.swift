import ArgumentParser
import CostModel
import Reporting
import Testing

@testable import costctl

@Suite("What is in force")
struct SessionTests {
  private func session(
    _ flags: [String] = [], _ environment: [String: String] = [:]
  ) throws -> Session {
    try Session(try GlobalOptions.parse(flags), in: surroundings(environment))
  }

  private func surroundings(_ environment: [String: String]) -> Surroundings {
    Surroundings(
      environment: environment, clock: Instant(epochSeconds: 1_700_000_000),
      currentDirectory: "/nowhere", outputIsTerminal: true, outputWidth: 100)
  }

  @Test(
    "a flag beats AWS_REGION, which beats AWS_DEFAULT_REGION, which beats us-east-1",
    arguments: [
      ([], [:], ResolvedSetting(value: "us-east-1", origin: .default)),
      (
        [], ["AWS_DEFAULT_REGION": "eu-west-1"],
        ResolvedSetting(value: "eu-west-1", origin: .environment("AWS_DEFAULT_REGION"))
      ),
      (
        [], ["AWS_DEFAULT_REGION": "eu-west-1", "AWS_REGION": "eu-west-2"],
        ResolvedSetting(value: "eu-west-2", origin: .environment("AWS_REGION"))
      ),
      (
        [], ["AWS_DEFAULT_REGION": "eu-west-1", "AWS_REGION": ""],
        ResolvedSetting(value: "eu-west-1", origin: .environment("AWS_DEFAULT_REGION"))
      ),
      (
        ["--region", "us-gov-west-1"], ["AWS_REGION": "eu-west-2"],
        ResolvedSetting(value: "us-gov-west-1", origin: .flag("--region"))
      ),
    ])
  func region(flags: [String], environment: [String: String], region: ResolvedSetting<String>)
    throws
  {
    #expect(try session(flags, environment).region() == region)
  }

  @Test(
    "the database is --db, COSTCTL_DB, then the user's data folder",
    arguments: [
      (["--db", "a.db"], ["COSTCTL_DB": "/b.db"], "/nowhere/a.db"),
      ([], ["COSTCTL_DB": "/b.db", "HOME": "/home/u"], "/b.db"),
      ([], ["XDG_DATA_HOME": "/data", "HOME": "/home/u"], "/data/costctl/costctl.db"),
      (
        [], ["XDG_DATA_HOME": "data", "HOME": "/home/u"], "/home/u/.local/share/costctl/costctl.db"
      ),
    ])
  func database(flags: [String], environment: [String: String], path: String) throws {
    #expect(try session(flags, environment).database().value == path)
  }

  @Test("without a home the database must be named")
  func noHome() {
    #expect(throws: EnvironmentError.noHome(sought: "the database", flag: "--db")) {
      try session().database()
    }
  }

  @Test(
    "SOURCE_DATE_EPOCH dates the result, and nothing but seconds will do",
    arguments: [
      ("0", 0), ("1767225600", 1_767_225_600), ("", 1_700_000_000),
    ])
  func sourceDate(text: String, seconds: Int) throws {
    let surroundings = surroundings(["SOURCE_DATE_EPOCH": text])
    #expect(try surroundings.generatedAt() == Instant(epochSeconds: seconds))
  }

  @Test(
    "a SOURCE_DATE_EPOCH that is no moment is refused",
    arguments: [
      "now", "-1", "1.5", "253402300800", "99999999999999999999",
    ])
  func badSourceDate(text: String) {
    let error = EnvironmentError.notAnInstant(variable: "SOURCE_DATE_EPOCH", value: text)
    #expect(throws: error) {
      try surroundings(["SOURCE_DATE_EPOCH": text]).generatedAt()
    }
  }

  @Test(
    "colour needs a terminal that wants it",
    arguments: [
      ([], [:], Destination.standardOutput, true),
      ([], [:], .file("x"), false),
      (["--no-color"], [:], .standardOutput, false),
      ([], ["NO_COLOR": "1"], .standardOutput, false),
      ([], ["NO_COLOR": ""], .standardOutput, true),
      ([], ["TERM": "dumb"], .standardOutput, false),
    ])
  func color(
    flags: [String], environment: [String: String], destination: Destination, colored: Bool
  ) throws {
    let context = try session(flags, environment).renderContext(for: destination)
    #expect(context.color == colored)
  }
}

import Testing

@testable import Telemetry

@Suite("An answer of GetMetricData")
struct MetricDataPageTests {
  private func read(_ json: String) throws -> MetricDataPage {
    try MetricDataPage(json: Array(json.utf8))
  }

  @Test("is read whatever the order of its members, with both spellings of time")
  func members() throws {
    let page = try read(
      """
      { "NextToken" : "a\\/b\\u0041", "Extra": {"deep": [1, {"x": "}]"}]},
        "MetricDataResults": [
          {"Timestamps": [1767571200, 1.7675748E9, 1767578400.0], "Values": [1, 2.5, 3e2],
           "Id": "q7", "StatusCode": "PartialData", "Label": "a \\" b"},
          {"StatusCode": "Complete", "Id": "q0", "Values": [], "Timestamps": []},
          {"Id": "other", "StatusCode": "New", "Timestamps": null, "Values": null}],
        "Messages": [{"Code": "Slow", "Value": "try later"}] }
      """)
    #expect(page.nextToken == "a/bA")
    #expect(page.instants == [1_767_571_200, 1_767_574_800, 1_767_578_400])
    #expect(page.values == [1, 2.5, 300])
    #expect(page.results.map(\.query) == [7, 0, nil])
    #expect(page.results.map(\.status) == [.partial, .complete, nil])
    #expect(page.results.map(\.points) == [0..<3, 3..<3, 3..<3])
    #expect(page.messages == ["Slow: try later"])
  }

  @Test(
    "keeps the place of a value that is no number",
    arguments: ["NaN", "null", #""NaN""#, "Infinity", "-"])
  func notANumber(_ text: String) throws {
    let page = try read(
      #"{"MetricDataResults":[{"Id":"q0","Timestamps":[1767571200,1767574800],"Values":[\#(text),4]}]}"#
    )
    #expect(page.values[0].isNaN || page.values[0].isInfinite)
    #expect(page.values[1] == 4)
  }

  @Test(
    "is refused when it is cut off or contradicts itself",
    arguments: [
      "", "{", "[]", "<html>", #"{"MetricDataResults":[{"Id":"q0","Timestamps":[17675"#,
      #"{"MetricDataResults":[{"Id":"q0","Timestamps":[1767571200],"Values":[]}]}"#,
      #"{"MetricDataResults":[{"Id":"q0","Timestamps":[1767571200],"Values":[1]}"#,
      #"{"NextToken":"abc"#,
    ])
  func malformed(_ json: String) {
    #expect(throws: JSONFlaw.self) { try read(json) }
  }
}

@Suite("The points of a batch")
struct SeriesGridTests {
  private func page(_ points: [(Int, Double)]) -> MetricDataPage {
    var page = MetricDataPage()
    page.instants = points.map { PullFixture.monday + $0.0 }
    page.values = points.map(\.1)
    return page
  }

  private func grid(_ points: [(Int, Double)]...) -> SeriesGrid {
    var grid = SeriesGrid(
      queries: 1, range: PullFixture.monday..<PullFixture.monday + 4 * 3600, period: 3600)
    for points in points { grid.merge(page(points), 0..<points.count, query: 0) }
    return grid
  }

  private func values(_ grid: SeriesGrid) -> [Double?] {
    (0..<grid.slots).map { grid.value(0, at: $0) }.map { $0.isNaN ? nil : $0 }
  }

  @Test("merge by instant: what comes twice counts once, the later value holds")
  func duplicates() {
    let grid = grid([(0, 1), (3600, 2), (3600, 2)], [(3600, 5), (10_800, 7)])
    #expect(values(grid) == [1, 5, nil, 7])
    #expect(grid.dropped.isEmpty)
  }

  @Test("leave out values that are no plausible number, and remember where")
  func implausible() {
    let grid = grid([(0, .nan), (3600, -1), (7200, .infinity), (10_800, 1e300)])
    #expect(values(grid) == [nil, nil, nil, nil])
    #expect(grid.dropped == [0: [0, 1, 2, 3]])
  }

  @Test(
    "are not spoiled by nonsense about an instant that is known, and heal it when it comes late")
  func healing() {
    let grid = grid([(0, 4), (0, .nan), (3600, .nan)], [(3600, 6)])
    #expect(values(grid) == [4, 6, nil, nil])
    #expect(grid.dropped[0] == [])
  }

  @Test("count strays outside the range and refuse instants between periods")
  func strays() {
    let grid = grid([(-3600, 1), (4 * 3600, 1), (1800, 9)])
    #expect(grid.strays == 2)
    #expect(grid.dropped == [0: [0]])
    #expect(values(grid) == [nil, nil, nil, nil])
  }
}

import CostModel
import Testing

@testable import Telemetry

@Suite("AWSFault")
struct AWSFaultTests {
  private func fault(_ response: HTTPResponse) throws -> AWSFault {
    let call = AWSCall.rest(.lambda, "ListFunctions", path: ["f"])
    return try #require(AWSFault(response, to: call, hiding: NumberedCredentials.key(0)))
  }

  @Test(
    "reads code and message from every protocol",
    arguments: [
      HTTPResponse.text(400, #"{"__type":"a.b#Code","message":"words"}"#),
      .text(400, #"{"__type":"Code","Message":"words"}"#),
      .text(400, #" {"code":"Code","errorMessage":"words"}"#),
      .text(400, #"{"message":"words"}"#, ["X-Amzn-ErrorType": "Code:http://internal.example/"]),
      .text(
        400, #"{"__type":"a#LongCodeException","message":"words"}"#,
        ["x-amzn-query-error": "Code;Sender"]),
      .text(
        400,
        "<ErrorResponse xmlns=\"x\"><Error><Type>Sender</Type><Code>Code</Code>"
          + "<Message>words</Message></Error><RequestId>r</RequestId></ErrorResponse>"),
      .text(
        400, "<?xml version=\"1.0\"?>\n<Error><Code>Code</Code><Message>words</Message></Error>"),
      .text(
        400,
        "<Response><Errors><Error><Code>Code</Code><Message>words</Message></Error></Errors>"
          + "</Response>"),
    ])
  func protocols(response: HTTPResponse) throws {
    let fault = try fault(response)
    #expect(fault.code == "Code")
    #expect(fault.message == "words")
  }

  @Test(
    "an error without words keeps its status",
    arguments: ["", "<html><p>bad gateway", "{", "[]", "null", "<a/>"])
  func wordless(body: String) throws {
    let fault = try fault(.text(502, body))
    #expect(fault.code == "HTTP 502")
    #expect(fault.message.isEmpty)
    #expect(fault.isServerSide)
  }

  @Test(
    "names the permission that is missing",
    arguments: [
      (
        "User: arn:aws:iam::1:user/u is not authorized to perform: kms:Decrypt on resource: x",
        "kms:Decrypt"
      ),
      (
        "User is not authorized to perform lambda:ListTags with an explicit deny", "lambda:ListTags"
      ),
      ("User is not authorized to perform: |x|", "lambda:ListFunctions"),
      ("no", "lambda:ListFunctions"),
    ])
  func denials(message: String, permission: String) async throws {
    let transport = AnsweringTransport(.fault(403, "AccessDeniedException", message))
    let client = AWSClient(
      region: "eu-west-1", transport: transport, credentials: NumberedCredentials(),
      now: { Instant(epochSeconds: 0) }, timer: SleeplessClock(), random: { 0 })
    let error = await #expect(throws: AWSError.self) {
      try await client.send(.rest(.lambda, "ListFunctions", path: ["f"])) { $0.status }
    }
    guard case .denied(permission, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(transport.sent.count == 1)
  }

  @Test("a message keeps no control characters and no more than 300 characters")
  func harmless() throws {
    let long = String(repeating: "x", count: 9000)
    let fault = try fault(.fault(400, "Bad\\u001b[2J", "a\\u001b]0;b\\u0007\\r\\n\\u202e\(long)"))
    #expect(fault.code == "Bad [2J")
    #expect(fault.message.hasPrefix("a ]0;b x"))
    #expect(fault.message.count == 301)
    #expect(fault.description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }

  @Test(
    "reads dates as servers write them and nothing else",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
      ("Sun, 06 Nov 1994 08:49:37 CET", nil), ("Sunday, 06-Nov-94 08:49:37 GMT", nil),
      ("Sun, 31 Feb 1994 08:49:37 GMT", nil), ("", nil),
      ("Sun, 06 Nov 1994 08:49:37+01:00 GMT", nil),
    ] as [(String, Int?)])
  func dates(text: String, seconds: Int?) {
    #expect(Instant(httpDate: text)?.epochSeconds == seconds)
  }
}

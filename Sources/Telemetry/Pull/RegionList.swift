import Foundation
import FoundationXML

/// The regions an account can use.
package struct RegionList: Sendable {
  private let client: AWSClient

  package init(client: AWSClient) { self.client = client }

  package func enabled() async throws -> [String] {
    let call = AWSCall.query(.ec2, "DescribeRegions", version: "2016-11-15")
    return try await client.send(call) { response in
      let collector = RegionNames()
      let parser = XMLParser(data: Data(response.body))
      parser.shouldResolveExternalEntities = false
      parser.delegate = collector
      guard parser.parse(), !collector.names.isEmpty else { throw NoRegions() }
      return collector.names.sorted()
    }
  }
}

private struct NoRegions: Error {}

private final class RegionNames: NSObject, XMLParserDelegate {
  private(set) var names: [String] = []
  private var text = ""

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    if elementName == "regionName" {
      names.append(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    text = ""
  }
}

import Foundation
import FoundationXML

/// The texts of an XML answer by element name; of elements that repeat, the first.
package struct XMLLeaves: Sendable {
  private let texts: [String: String]

  /// Nil when the text is not XML.
  package init?(_ body: [UInt8]) {
    let reader = LeafReader()
    let parser = XMLParser(data: Data(body))
    parser.shouldResolveExternalEntities = false
    parser.delegate = reader
    guard parser.parse() else { return nil }
    texts = reader.texts
  }

  package subscript(name: String) -> String? { texts[name] }
}

private final class LeafReader: NSObject, XMLParserDelegate {
  private(set) var texts: [String: String] = [:]
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
    let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if !value.isEmpty, texts[elementName] == nil { texts[elementName] = value }
    text = ""
  }
}

import CostModel
import Foundation

extension Catalogue {
  private struct Header: Decodable { let schema: String }

  /// Decodes after the schema was seen, so that a file of another kind is refused by its name.
  static func decode<File: StrictlyKeyed>(_ json: [UInt8], file: String, schema: String) throws
    -> File
  {
    let decoder = JSONDecoder()
    let data = Data(json)
    do {
      let header = try decoder.decode(Header.self, from: data)
      guard header.schema == schema else {
        throw CatalogueError.schema(file: file, found: header.schema, expected: schema)
      }
      return try decoder.decode(Strict<File>.self, from: data).value
    } catch let error as DecodingError {
      throw CatalogueError.malformed(file: file, detail: error.sentence)
    }
  }

  /// Every EC2 price is of a described instance type.
  static func check(_ editions: [CatalogueEdition], against instances: [InstanceType])
    throws(CatalogueError)
  {
    let described = Set(instances.map(\.name))
    for edition in editions {
      for entry in edition.entries where entry.key.service == "ec2" {
        guard described.contains(String(entry.key.item.prefix { $0 != "/" })) else {
          throw .instance(file: edition.file, item: entry.key.description)
        }
      }
    }
  }
}

extension DecodingError {
  fileprivate var sentence: String {
    switch self {
    case .keyNotFound(let key, let context):
      "\(Self.place(context)) lacks \(key.stringValue)"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(Self.place(context)) has a value of the wrong kind"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "it is not JSON" : "\(Self.place(context)): \(context.debugDescription)"
    @unknown default:
      "it cannot be decoded"
    }
  }

  private static func place(_ context: Context) -> String {
    context.codingPath.isEmpty
      ? "the document"
      : context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
  }
}

import Foundation

/// All functions of one account and region, page by page.
struct LambdaFunctionList: Sendable {
  let client: AWSClient

  static let pageSize = 50

  func all() async throws -> [LambdaFunction] {
    var functions: [LambdaFunction] = []
    var marker: String?
    var seen: Set<String> = []
    repeat {
      let page = try await client.decode(Self.call(marker: marker), as: Page.self)
      functions += page.Functions ?? []
      marker = page.NextMarker.flatMap { $0.isEmpty ? nil : $0 }
      if let marker, !seen.insert(marker).inserted {
        throw PagingError.repeatedToken(action: "lambda:ListFunctions")
      }
    } while marker != nil
    return functions
  }

  private static func call(marker: String?) -> AWSCall {
    let path = ["2015-03-31", "functions"]
    guard let marker else {
      return .rest(.lambda, "ListFunctions", path: path, query: ["MaxItems": "\(pageSize)"])
    }
    return .rest(
      .lambda, "ListFunctions", path: path,
      query: ["Marker": marker, "MaxItems": "\(pageSize)"])
  }

  private struct Page: Decodable, Sendable {
    let Functions: [LambdaFunction]?
    let NextMarker: String?
  }
}

/// Pages that lead nowhere.
package enum PagingError: Error, Hashable, Sendable, CustomStringConvertible {
  case repeatedToken(action: String)
  case endless(action: String, pages: Int)

  package var description: String {
    switch self {
    case .repeatedToken(let action):
      "\(action) handed out the same continuation token twice; try again later"
    case .endless(let action, let pages):
      "\(action) had not come to an end after \(pages) pages; ask for a shorter window"
    }
  }
}

import Foundation

/// Where the recorded answers and the servers of the AWS tests are.
enum AWSFixture {
  static let folder = URL(filePath: #filePath).appending(path: "../../../Fixtures").standardized
}

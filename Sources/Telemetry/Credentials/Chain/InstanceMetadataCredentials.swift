import CostModel

/// The role of an EC2 instance, over version 2 of the metadata service and no other.
///
/// A service that is not there, or has no role, leaves the search to go on, as on every other host.
struct InstanceMetadataCredentials {
  let context: CredentialContext

  private static let roles = "latest/meta-data/iam/security-credentials/"
  /// Refreshing starts 15 minutes before expiry.
  private static let refreshWindow = 15 * 60
  private static let grace = 5 * 60

  func find() async throws -> CredentialSearch {
    let settings = context.settings.metadata
    guard !settings.isDisabled else { return .absent("AWS_EC2_METADATA_DISABLED is true") }
    let service = InstanceMetadata(settings, transport: context.transport)
    do throws(InstanceMetadataError) {
      let session = try await service.session()
      let role = try await service.text(at: Self.roles, session: session)
      let body = try await service.bytes(at: Self.roles + role.uriEncoded, session: session)
      return .found(
        FoundCredentials(
          credentials: extended(try credentials(in: body)),
          source: "instance metadata (role \(role.printable(200)))"))
    } catch {
      return .absent(error.description)
    }
  }

  private func credentials(in body: [UInt8]) throws(InstanceMetadataError) -> AWSCredentials {
    do throws(CredentialDocumentError) {
      return try CredentialDocument.decode(body).credentials()
    } catch {
      throw .malformed(error)
    }
  }

  /// The service may hand out keys about to expire while it cannot renew them; AWS honours those for
  /// longer, so they are kept and asked for again in five minutes instead of on every call.
  private func extended(_ credentials: AWSCredentials) -> AWSCredentials {
    let soonest = context.environment.now().advanced(by: Self.refreshWindow + Self.grace)
    guard let expiration = credentials.expiration, expiration < soonest else { return credentials }
    return AWSCredentials(
      accessKeyID: credentials.accessKeyID, secretAccessKey: credentials.secretAccessKey,
      sessionToken: credentials.sessionToken, expiration: soonest,
      accountID: credentials.accountID)
  }
}

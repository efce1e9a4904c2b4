import CostModel

/// A program named by `credential_process` that prints credentials; no shell takes part.
struct CredentialProcess {
  let context: CredentialContext
  let profile: String
  var timeout: Duration = .seconds(60)

  func find() async throws -> CredentialSearch {
    guard let line = context.profile(profile)["credential_process"] else {
      return .absent("no credential_process")
    }
    do {
      return .found(
        FoundCredentials(
          credentials: try await credentials(from: line),
          source: "profile \(profile.printable(200)) (credential_process)"))
    } catch let error as ProgramError {
      throw CredentialProcessError(profile: profile, problem: .program(error))
    } catch let error as CredentialDocumentError {
      throw CredentialProcessError(profile: profile, problem: .output(error))
    }
  }

  private func credentials(from line: String) async throws -> AWSCredentials {
    guard let words = ShellWords.split(line), !words.isEmpty else {
      throw CredentialProcessError(profile: profile, problem: .badCommandLine)
    }
    let program = Program(
      words: words, variables: context.environment.variables, timeout: timeout)
    let document = try CredentialDocument.decode(try await program.output())
    guard document.version == 1 else {
      throw CredentialProcessError(profile: profile, problem: .badVersion(document.version))
    }
    let credentials = try document.credentials()
    guard credentials.accountID == nil else { return credentials }
    return AWSCredentials(
      accessKeyID: credentials.accessKeyID, secretAccessKey: credentials.secretAccessKey,
      sessionToken: credentials.sessionToken, expiration: credentials.expiration,
      accountID: context.profile(profile)["aws_account_id"])
  }
}

/// Why a credential process gave nothing; neither its arguments nor its output are quoted.
struct CredentialProcessError: Error, Hashable {
  enum Problem: Hashable {
    case badCommandLine
    case program(ProgramError)
    case badVersion(Int?)
    case output(CredentialDocumentError)
  }

  let profile: String
  let problem: Problem
}

extension CredentialProcessError: CustomStringConvertible {
  var description: String {
    "the credential_process of profile \(profile.printable(200)) \(reason); "
      + "run the command by hand to see what it says"
  }

  private var reason: String {
    switch problem {
    case .badCommandLine: "is empty or has an open quote"
    case .program(let error): error.description
    case .badVersion(nil): "printed JSON without a Version, which must be 1"
    case .badVersion(let version?): "printed JSON of Version \(version), which must be 1"
    case .output(let problem): "printed \(problem)"
    }
  }
}

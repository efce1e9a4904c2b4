/// A plan as what `kubectl apply` reads: account, volume, configuration and CronJob.
struct KubernetesManifest: Hashable, Sendable {
  static let name = "costctl-report"

  let plan: InstallPlan

  func text() throws -> String {
    var parts = [introduction, serviceAccount, volumeClaim]
    if let configuration = plan.configuration { parts.append(try configMap(configuration)) }
    parts.append(try cronJob())
    return parts.joined(separator: "---\n")
  }

  private var introduction: String {
    """
    # Written by costctl report install --kubernetes: kubectl apply -f FILE
    #
    # AWS: give the service account costctl-report a role (EKS Pod Identity, or the annotation
    # eks.amazonaws.com/role-arn); costctl doctor --iam-policy prints the least policy.
    \(secretCommands)# SQLite needs a volume that one node mounts: block storage, not a network file system.

    """
  }

  /// How the secrets get into the cluster: by hand, never by way of this text.
  private var secretCommands: String {
    var lines: [String] = []
    if !plan.run.secretVariables.isEmpty {
      lines += [
        "# Secrets: write \(plan.run.secretVariables.joined(separator: ", ")) into report.env"
          + " as NAME=value, then",
        "#   kubectl create secret generic \(Self.name) --from-env-file=report.env",
      ]
    }
    if !plan.run.secretFiles.isEmpty {
      let files = secretFiles.map { file in
        "--from-file=\(file.key)=\(ShellWord(String(file.path.split(separator: "/").last ?? "")))"
      }
      lines += [
        "# Secrets in files:",
        "#   kubectl create secret generic \(Self.name)-files \(files.joined(separator: " "))",
      ]
    }
    return lines.map { "\($0)\n" }.joined()
  }

  private var serviceAccount: String {
    """
    apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: \(Self.name)
    automountServiceAccountToken: false

    """
  }

  private var volumeClaim: String {
    """
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata:
      name: \(Self.name)
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 10Gi

    """
  }

  private func configMap(_ configuration: String) throws -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: \(Self.name)
    data:
      config.yaml: \(try YAMLBlock(configuration, indent: 2))

    """
  }

  /// A key of the secret for each file, and where the program looks for it.
  var secretFiles: [(key: String, path: String)] {
    plan.run.secretFiles.enumerated().map { ("file-\($0.offset + 1)", $0.element) }
  }
}

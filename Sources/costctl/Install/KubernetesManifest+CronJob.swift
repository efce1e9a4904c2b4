extension KubernetesManifest {
  func cronJob() throws -> String {
    let (schedule, zone) = try plan.calendar.kubernetes()
    return """
      apiVersion: batch/v1
      kind: CronJob
      metadata:
        name: \(Self.name)
      spec:
        schedule: \(try YAMLScalar(schedule))
        timeZone: \(try YAMLScalar(zone))
        concurrencyPolicy: Forbid
        # A cluster that was down at the time still reports within six hours.
        startingDeadlineSeconds: 21600
        successfulJobsHistoryLimit: 3
        failedJobsHistoryLimit: 3
        jobTemplate:
          spec:
            # The same report is delivered once, however often it is tried.
            backoffLimit: 3
            activeDeadlineSeconds: \(InstallPlan.longestRun.components.seconds)
            podFailurePolicy:
              rules:
                # A gate was tripped or the call is wrong: another try changes nothing.
                - action: FailJob
                  onExitCodes: {containerName: costctl, operator: In, values: [2, 64]}
            template:
              metadata:
                labels: {app.kubernetes.io/name: \(Self.name)}
              spec:

      """ + (try podSpec()).indented(by: 10)
  }

  private func podSpec() throws -> String {
    """
    restartPolicy: Never
    serviceAccountName: \(Self.name)
    automountServiceAccountToken: false
    securityContext:
      runAsNonRoot: true
      runAsUser: 65532
      runAsGroup: 65532
      fsGroup: 65532
      fsGroupChangePolicy: OnRootMismatch
      seccompProfile: {type: RuntimeDefault}
    containers:
      - name: costctl
        image: \(try YAMLScalar(plan.image))
        command: [\(try command())]
        workingDir: \(try YAMLScalar(plan.run.workingFolder))
        env:
          - {name: HOME, value: /tmp}
          - {name: AWS_REGION, value: \(try YAMLScalar(plan.region))}
        envFrom:
          - secretRef: {name: \(Self.name), optional: \(plan.run.secretVariables.isEmpty)}
        resources:
          requests: {cpu: 250m, memory: 256Mi}
          limits: {memory: 1Gi}
        securityContext:
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
          capabilities: {drop: [ALL]}
        volumeMounts:
    \(try mounts().indented(by: 6))
    volumes:
    \(volumes.indented(by: 2))

    """
  }

  private func command() throws -> String {
    // `$(NAME)` in a command is a variable to Kubernetes.
    try ([plan.run.executable] + plan.run.arguments)
      .map { try YAMLScalar($0.replacing("$(", with: "$$(")).description }
      .joined(separator: ", ")
  }

  private func mounts() throws -> String {
    var mounts = [
      "- {name: state, mountPath: \(InstallPlan.stateFolder)}", "- {name: tmp, mountPath: /tmp}",
    ]
    if plan.configuration != nil {
      mounts.append("- {name: configuration, mountPath: /etc/costctl, readOnly: true}")
    }
    for file in secretFiles {
      let path = try YAMLScalar(file.path)
      mounts.append("- {name: secrets, mountPath: \(path), subPath: \(file.key), readOnly: true}")
    }
    return mounts.joined(separator: "\n")
  }

  private var volumes: String {
    var volumes = [
      "- {name: state, persistentVolumeClaim: {claimName: \(Self.name)}}",
      "- {name: tmp, emptyDir: {sizeLimit: 1Gi}}",
    ]
    if plan.configuration != nil {
      volumes.append("- {name: configuration, configMap: {name: \(Self.name)}}")
    }
    if !secretFiles.isEmpty {
      volumes.append(
        "- {name: secrets, secret: {secretName: \(Self.name)-files, defaultMode: 0440}}")
    }
    return volumes.joined(separator: "\n")
  }
}

extension EventBridgeTemplate {
  func roles() throws -> String { schedulerRole + executionRole + (try taskRole()) }

  /// May start this one task, and hand it its two roles.
  private var schedulerRole: String {
    """
      SchedulerRole:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Principal: {Service: scheduler.amazonaws.com}
                Action: sts:AssumeRole
                Condition:
                  StringEquals: {"aws:SourceAccount": !Ref "AWS::AccountId"}
          Policies:
            - PolicyName: start
              PolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Action: ecs:RunTask
                    Resource: !Ref TaskDefinition
                    Condition:
                      ArnEquals: {"ecs:cluster": !GetAtt Cluster.Arn}
                  - Effect: Allow
                    Action: iam:PassRole
                    Resource: [!GetAtt ExecutionRole.Arn, !GetAtt TaskRole.Arn]
                    Condition:
                      StringEquals: {"iam:PassedToService": ecs-tasks.amazonaws.com}

    """
  }

  /// What ECS itself needs: the image, the log, the secret.
  private var executionRole: String {
    let secret = """
            - PolicyName: secret
              PolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Action: secretsmanager:GetSecretValue
                    Resource: !Ref Secret

      """
    return """
        ExecutionRole:
          Type: AWS::IAM::Role
          Properties:
      \(Self.taskTrust)      ManagedPolicyArns:
              - !Sub "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
      \(plan.run.secretVariables.isEmpty ? "" : "      Policies:\n" + secret.indented(by: 2))
      """
  }

  /// What the report does: the pull of `costctl doctor --iam-policy`, its volume, its deliveries.
  private func taskRole() throws -> String {
    """
      TaskRole:
        Type: AWS::IAM::Role
        Properties:
    \(Self.taskTrust)      Policies:
            - PolicyName: report
              PolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Action:
    \(list(actions))
                    Resource: "*"
                  - Effect: Allow
                    Action:
                      - elasticfilesystem:ClientMount
                      - elasticfilesystem:ClientWrite
                    Resource: !GetAtt FileSystem.Arn
                    Condition:
                      StringEquals: {"elasticfilesystem:AccessPointArn": !GetAtt AccessPoint.Arn}
    \(try objects())\(try assumption())
    """
  }

  private func objects() throws -> String {
    guard !plan.buckets.isEmpty else { return "" }
    let resources = try plan.buckets.map { place in
      let name = "\(place.bucket)/\(place.prefix)".replacing("${", with: "${!")
      return "!Sub \(try YAMLScalar("arn:${AWS::Partition}:s3:::\(name)*"))"
    }
    return """
                    - Effect: Allow
                      Action: s3:PutObject
                      Resource:
      \(list(resources))

      """
  }

  private func assumption() throws -> String {
    guard !assumedRoles.isEmpty else { return "" }
    return """
                    - Effect: Allow
                      Action: sts:AssumeRole
                      Resource:
      \(list(try assumedRoles.map { try YAMLScalar($0).description }))

      """
  }

  private func list(_ items: [String]) -> String {
    items.map { "                  - \($0)" }.joined(separator: "\n")
  }

  private static let taskTrust = """
          AssumeRolePolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Principal: {Service: ecs-tasks.amazonaws.com}
                Action: sts:AssumeRole

    """
}

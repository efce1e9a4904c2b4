/// A plan as a CloudFormation template: EventBridge Scheduler starts an ECS task on Fargate.
struct EventBridgeTemplate: Hashable, Sendable {
  let plan: InstallPlan
  /// The processor the image was built for: `ARM64` or `X86_64`.
  let processor: String
  /// What a pull may do, as IAM spells it.
  let actions: [String]
  /// Roles the configuration pulls other accounts with.
  let assumedRoles: [String]

  func text() throws -> String {
    [
      introduction, try parameters(), "Resources:\n", try schedule(), try taskDefinition(),
      try roles(),
      volume, network,
    ].joined()
  }

  /// How the image that the task runs comes about, and how the template is deployed.
  private var introduction: String {
    let addsConfiguration =
      plan.configuration == nil ? "" : "#   COPY costctl.yaml \(InstallPlan.systemConfiguration)\n"
    return """
      # Written by costctl report install --eventbridge. Deploy it with
      #   aws cloudformation deploy --stack-name costctl-report --capabilities CAPABILITY_IAM \\
      #     --template-file FILE --parameter-overrides Image=… Vpc=… Subnet=…
      #
      # The image, in an ECR repository, holds the program and its configuration:
      #   FROM debian:12-slim
      #   RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates \\
      #     libcurl4 libsqlite3-0 libxlsxwriter4 && rm -rf /var/lib/apt/lists/*
      #   COPY costctl \(InstallPlan.containerExecutable)
      \(addsConfiguration)AWSTemplateFormatVersion: "2010-09-09"
      Description: "The scheduled report of costctl: pull, analyze, recommend, deliver"

      """
  }

  private func parameters() throws -> String {
    let secret = """
        Secret:
          Type: String
          AllowedPattern: "arn:.+:secretsmanager:.+"
          Description: "ARN of a secret with the keys \(plan.run.secretVariables.joined(separator: ", "))"

      """
    return """
      Parameters:
        Image:
          Type: String
          Default: \(try YAMLScalar(plan.image))
        Vpc:
          Type: AWS::EC2::VPC::Id
        Subnet:
          Type: AWS::EC2::Subnet::Id
          Description: "Where the task runs and its volume is mounted; it must reach AWS's API"
        PublicIp:
          Type: String
          AllowedValues: [ENABLED, DISABLED]
          Default: DISABLED
          Description: "ENABLED in a public subnet, DISABLED behind a NAT gateway or VPC endpoints"
      \(plan.run.secretVariables.isEmpty ? "" : secret)
      """
  }

  private func schedule() throws -> String {
    let (expression, zone) = plan.calendar.eventBridge
    return """
        Schedule:
          Type: AWS::Scheduler::Schedule
          Properties:
            Description: "costctl report run"
            ScheduleExpression: \(try YAMLScalar(expression))
            ScheduleExpressionTimezone: \(try YAMLScalar(zone))
            FlexibleTimeWindow:
              Mode: FLEXIBLE
              MaximumWindowInMinutes: \(InstallPlan.spread.components.seconds / 60)
            Target:
              Arn: !GetAtt Cluster.Arn
              RoleArn: !GetAtt SchedulerRole.Arn
              EcsParameters:
                TaskDefinitionArn: !Ref TaskDefinition
                TaskCount: 1
                LaunchType: FARGATE
                NetworkConfiguration:
                  AwsvpcConfiguration:
                    AssignPublicIp: !Ref PublicIp
                    Subnets: [!Ref Subnet]
                    SecurityGroups: [!Ref TaskSecurityGroup]
              RetryPolicy:
                MaximumEventAgeInSeconds: 21600
                MaximumRetryAttempts: 5

      """
  }
}

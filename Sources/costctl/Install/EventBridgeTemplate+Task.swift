extension EventBridgeTemplate {
  func taskDefinition() throws -> String {
    let words = try plan.run.arguments.map { try YAMLScalar($0).description }
    return """
        Cluster:
          Type: AWS::ECS::Cluster
        Log:
          Type: AWS::Logs::LogGroup
          DeletionPolicy: Delete
          UpdateReplacePolicy: Delete
          Properties:
            RetentionInDays: 90
        TaskDefinition:
          Type: AWS::ECS::TaskDefinition
          Properties:
            Family: costctl-report
            RequiresCompatibilities: [FARGATE]
            NetworkMode: awsvpc
            Cpu: "512"
            Memory: "1024"
            RuntimePlatform:
              CpuArchitecture: \(processor)
              OperatingSystemFamily: LINUX
            ExecutionRoleArn: !GetAtt ExecutionRole.Arn
            TaskRoleArn: !GetAtt TaskRole.Arn
            ContainerDefinitions:
              - Name: costctl
                Image: !Ref Image
                Essential: true
                EntryPoint: [\(try YAMLScalar(plan.run.executable))]
                Command: [\(words.joined(separator: ", "))]
                WorkingDirectory: \(InstallPlan.stateFolder)
                User: "65532:65532"
                ReadonlyRootFilesystem: true
                Environment:
                  - {Name: HOME, Value: /tmp}
      \(secrets)          MountPoints:
                  - {SourceVolume: state, ContainerPath: \(InstallPlan.stateFolder), ReadOnly: false}
                  - {SourceVolume: scratch, ContainerPath: /tmp, ReadOnly: false}
                LogConfiguration:
                  LogDriver: awslogs
                  Options:
                    awslogs-group: !Ref Log
                    awslogs-region: !Ref AWS::Region
                    awslogs-stream-prefix: report
            Volumes:
              - Name: scratch
              - Name: state
                EFSVolumeConfiguration:
                  FilesystemId: !Ref FileSystem
                  TransitEncryption: ENABLED
                  AuthorizationConfig:
                    AccessPointId: !Ref AccessPoint
                    IAM: ENABLED

      """
  }

  private var secrets: String {
    guard !plan.run.secretVariables.isEmpty else { return "" }
    return "          Secrets:\n"
      + plan.run.secretVariables.map { name in
        "            - {Name: \(name), ValueFrom: !Sub \"${Secret}:\(name)::\"}\n"
      }.joined()
  }

  /// The database outlives the task; one task at a time uses it, so that SQLite's lock suffices.
  var volume: String {
    """
      FileSystem:
        Type: AWS::EFS::FileSystem
        DeletionPolicy: Retain
        UpdateReplacePolicy: Retain
        Properties:
          Encrypted: true
      AccessPoint:
        Type: AWS::EFS::AccessPoint
        Properties:
          FileSystemId: !Ref FileSystem
          PosixUser: {Uid: "65532", Gid: "65532"}
          RootDirectory:
            Path: /costctl
            CreationInfo: {OwnerUid: "65532", OwnerGid: "65532", Permissions: "0700"}
      MountTarget:
        Type: AWS::EFS::MountTarget
        Properties:
          FileSystemId: !Ref FileSystem
          SubnetId: !Ref Subnet
          SecurityGroups: [!Ref VolumeSecurityGroup]

    """
  }

  var network: String {
    """
      TaskSecurityGroup:
        Type: AWS::EC2::SecurityGroup
        Properties:
          GroupDescription: "costctl report: out to AWS and to where reports go"
          VpcId: !Ref Vpc
      VolumeSecurityGroup:
        Type: AWS::EC2::SecurityGroup
        Properties:
          GroupDescription: "costctl report: the volume, from the task only"
          VpcId: !Ref Vpc
          SecurityGroupIngress:
            - IpProtocol: tcp
              FromPort: 2049
              ToPort: 2049
              SourceSecurityGroupId: !Ref TaskSecurityGroup

    """
  }
}

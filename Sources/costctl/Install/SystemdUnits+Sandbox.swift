extension SystemdUnits {
  /// Only what a user's manager can do: without a user namespace it can mount nothing, and
  /// `ProtectProc`, `ProtectControlGroups`, `RemoveIPC` and capabilities stay the system's (systemd.exec(5)).
  var userSandbox: [String] {
    [
      "# Without a user namespace a user's manager can set up none of the mounts below.",
      "PrivateUsers=true",
    ] + mounts
  }

  var systemSandbox: [String] {
    let account =
      switch plan.account {
      case .own: [String]()
      case .dynamic: ["DynamicUser=true"]
      case .named(let name): ["User=\(name)"]
      }
    return account + [
      "StateDirectory=costctl", "StateDirectoryMode=0700", "CapabilityBoundingSet=",
      "AmbientCapabilities=", "ProtectControlGroups=true", "ProtectProc=invisible",
      "RemoveIPC=true", "PrivateUsers=true",
    ] + (seesHome ? ["ProtectHome=read-only"] : ["ProtectHome=true"]) + mounts
  }

  /// What both managers can do.
  var sharedSandbox: [String] {
    [
      "NoNewPrivileges=true", "PrivateDevices=true", "ProtectClock=true", "ProtectHostname=true",
      "ProtectKernelLogs=true", "ProtectKernelModules=true", "ProtectKernelTunables=true",
      "LockPersonality=true", "RestrictNamespaces=true", "RestrictRealtime=true",
      "RestrictSUIDSGID=true", "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
      "SystemCallArchitectures=native", "SystemCallFilter=@system-service",
      "SystemCallErrorNumber=EPERM",
    ]
  }

  private var mounts: [String] {
    let folders = plan.run.writableFolders
      .filter { !plan.account.isSystem || !Self.isInside(InstallPlan.stateFolder, $0) }
      .map { UnitWord(quoting: $0).description }
    return ["ProtectSystem=strict"]
      + (folders.isEmpty ? [] : ["ReadWritePaths=\(folders.joined(separator: " "))"])
      + (plan.usesTemporaryFolder == nil ? ["PrivateTmp=true"] : [])
  }

  private var seesHome: Bool { plan.run.paths.contains(where: InstallPlan.isInHome) }

  static func isInside(_ folder: String, _ path: String) -> Bool {
    path == folder || path.hasPrefix(folder + "/")
  }
}

extension InstallPlan {
  /// A path of the run that a private `/tmp` would hide; nil where there is none.
  var usesTemporaryFolder: String? {
    (run.paths + run.arguments).first(where: Self.isTemporary)
  }

  static func isTemporary(_ path: String) -> Bool {
    ["/tmp", "/var/tmp"].contains { SystemdUnits.isInside($0, path) }
  }

  static func isInHome(_ path: String) -> Bool {
    ["/home", "/root", "/run/user"].contains { SystemdUnits.isInside($0, path) }
  }
}

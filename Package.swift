// swift-tools-version:6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let cSettings: [CSetting] = [
  .treatAllWarnings(as: .error)
]

let package = Package(
  name: "costctl",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "CostModel", swiftSettings: swiftSettings),
    .target(
      name: "Pricing",
      dependencies: ["CostModel"],
      path: "pricing",
      exclude: ["README.md"],
      resources: [.embedInCode("aws"), .embedInCode("onprem"), .embedInCode("rates")],
      swiftSettings: swiftSettings),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CXLSX", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "Hashing", dependencies: ["CCrypto"], swiftSettings: swiftSettings),
    .target(
      name: "Telemetry",
      dependencies: [
        "CostModel", "CCrypto", "CCurl", "CZlib", "Hashing",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "CKernels",
      // Debug builds run real kernels too: without optimization they are some 30 times slower.
      cSettings: cSettings + [
        .enableWarning("all"),
        .enableWarning("extra"),
        .unsafeFlags(["-O2"], .when(configuration: .debug)),
      ],
      linkerSettings: [.linkedLibrary("m"), .linkedLibrary("pthread")]),
    .target(name: "Bench", dependencies: ["CKernels", "CostModel"], swiftSettings: swiftSettings),
    .target(
      name: "Reporting",
      dependencies: ["CXLSX", "CostModel", "Hashing"],
      resources: [.embedInCode("HTML/Assets"), .embedInCode("Edition/Assets")],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "costctl",
      dependencies: [
        "Bench", "CostModel", "Pricing", "Telemetry", "Reporting",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "TestSupport",
      dependencies: ["CostModel"],
      path: "Tests/Support",
      swiftSettings: swiftSettings),
    .target(
      name: "KernelChecks",
      dependencies: ["CKernels"],
      path: "Tests/KernelChecks",
      cSettings: cSettings + [.enableWarning("all"), .enableWarning("extra")]),
    .target(
      name: "Allocations",
      path: "Tests/Allocations",
      cSettings: cSettings + [.enableWarning("all"), .enableWarning("extra")]),
    .testTarget(
      name: "CKernelsTests",
      dependencies: ["CKernels", "KernelChecks"],
      resources: [.copy("Fixtures")],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "BenchTests",
      dependencies: ["Allocations", "Bench", "CKernels", "CostModel", "Pricing", "TestSupport"],
      resources: [.copy("Fixtures")],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "CostModelTests",
      dependencies: ["CostModel", "Pricing", "TestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "PricingTests",
      dependencies: ["CostModel", "Pricing", "TestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "TelemetryTests",
      dependencies: [
        "CostModel", "Telemetry", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["CostModel", "Pricing", "Reporting", "TestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "costctlTests",
      dependencies: ["CostModel", "Pricing", "TestSupport", "costctl"],
      swiftSettings: swiftSettings),
  ],
  swiftLanguageModes: [.v6]
)

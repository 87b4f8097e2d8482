// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(), .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
]

// The kernels are compiled three times from one folder. Cross-module optimisation is off, so that
// no AVX-512 body is ever copied into a module that runs on every processor. They are optimised in
// debug builds too: a transformer without that takes minutes for a text.
let kernels: [SwiftSetting] =
    settings + [
        .enableExperimentalFeature("BuiltinModule"),
        .unsafeFlags(["-Xfrontend", "-disable-cmo"]),
        .unsafeFlags(["-O"], .when(configuration: .debug)),
    ]
#if arch(x86_64)
    let v3: [SwiftSetting] = [
        .define("KERNELS_V3", .when(platforms: [.linux], configuration: .release)),
        .unsafeFlags(
            ["-Xcc", "-march=x86-64-v3"], .when(platforms: [.linux], configuration: .release)),
    ]
    let v4: [SwiftSetting] = [
        .define("KERNELS_V4", .when(platforms: [.linux], configuration: .release)),
        .unsafeFlags(
            [
                "-Xcc", "-march=x86-64-v4", "-Xcc", "-mavx512vbmi", "-Xcc", "-mavx512vnni",
                "-Xcc", "-mavx512vpopcntdq", "-Xcc", "-mprefer-vector-width=512",
            ], .when(platforms: [.linux], configuration: .release)),
    ]
#else
    let v3: [SwiftSetting] = []
    let v4: [SwiftSetting] = []
#endif

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")

/// A room of the house: a target and what it may import.
func room(
    _ name: String, _ dependencies: [Target.Dependency] = [],
    settings own: [SwiftSetting] = settings
) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: own)
}

/// The tests of a room.
func tests(
    of name: String, _ dependencies: [Target.Dependency] = [], fixtures: Bool = false
) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + dependencies,
        resources: fixtures ? [.copy("Fixtures")] : [], swiftSettings: settings)
}

let package = Package(
    name: "leadline",
    platforms: [.macOS(.v26)],
    // Libraries are for the package of the benchmarks.
    products: [
        .executable(name: "leadline", targets: ["leadline"]),
        .library(name: "Embedding", targets: ["Embedding"]),
        .library(name: "LeadIndex", targets: ["LeadIndex"]),
        .library(name: "LeadStore", targets: ["LeadStore"]),
        .library(name: "Leads", targets: ["Leads"]),
        .library(name: "Postgres", targets: ["Postgres"]),
        .library(name: "Schema", targets: ["Schema"]),
        .library(name: "Similarity", targets: ["Similarity"]),
        .library(name: "Tokenizers", targets: ["Tokenizers"]),
        .library(name: "WebAPI", targets: ["WebAPI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // The one user is RemoteEmbedding; nothing else needs its graph.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("m")]),
        .target(
            name: "CInternational",
            linkerSettings: [.linkedLibrary("idn2"), .linkedLibrary("unistring")]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        room("SimilarityKernels", settings: kernels),
        room("SimilarityKernelsV3", settings: kernels + v3),
        room("SimilarityKernelsV4", settings: kernels + v4),
        room("Similarity", ["SimilarityKernels", "SimilarityKernelsV3", "SimilarityKernelsV4"]),
        room("Digests", ["CLibcrypto"]),
        room("Schema", ["CInternational", "CSimdjson"]),
        room("Tokenizers"),
        room(
            "Embedding",
            [
                "Digests", "Similarity", "SimilarityKernels", "SimilarityKernelsV3",
                "SimilarityKernelsV4", "Tokenizers",
            ]),
        room("Postgres", ["CLibpq"]),

        .target(name: "CSpawn"),
        room("EmbeddedPostgres", ["CSpawn"]),
        .target(
            name: "Migrations", dependencies: ["Digests", "Postgres"],
            resources: [.embedInCode("Files")], swiftSettings: settings),

        room("Leads", ["Schema"]),
        room("Enrichment", ["Leads", "Schema"]),
        room("Routing", ["Leads", "Similarity"]),
        room("LeadStore", ["Digests", "Leads", "Postgres", "Schema", logging]),
        room("LeadIndex", ["Digests", "Leads", "LeadStore", "Similarity"]),
        room(
            "LeadSearch",
            ["LeadIndex", "LeadStore", "Leads", "Schema", "Similarity", logging]),
        room(
            "Intake",
            [
                "Digests", "Embedding", "Enrichment", "LeadIndex", "LeadStore", "Leads", "Routing",
                "Schema", "Similarity", logging,
            ]),
        room(
            "WebAPI",
            [
                "CZlib", "Schema", logging, lifecycle,
                nioCore, nioPosix,
            ]),
        room(
            "LeadAPI",
            [
                "Embedding", "Enrichment", "Intake", "LeadIndex", "LeadSearch", "LeadStore",
                "Leads", "Postgres", "Schema", "Similarity", "WebAPI", logging,
            ]
        ),
        room("Evaluation", ["Embedding", "Tokenizers"]),
        room(
            "RemoteEmbedding",
            [
                "Digests", "Embedding", "Tokenizers", nioCore, nioHTTP1,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ]),
        room("Console"),
        room("LeadFiles"),
        room("SampleLeads"),
        room("Settings", [.product(name: "Configuration", package: "swift-configuration")]),
        .executableTarget(
            name: "leadline",
            dependencies: [
                "Console", "EmbeddedPostgres", "Embedding", "Enrichment", "Evaluation",
                "Intake", "LeadAPI", "LeadFiles", "LeadIndex", "LeadSearch", "LeadStore",
                "Leads", "Migrations", "Postgres", "RemoteEmbedding", "SampleLeads", "Schema",
                "Settings", "Similarity", "WebAPI", logging, lifecycle,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: settings),

        .target(
            name: "SampleContracts", dependencies: ["Schema"], path: "Tests/SampleContracts",
            swiftSettings: settings),
        .executableTarget(
            name: "contract-check", dependencies: ["SampleContracts", "Schema"],
            path: "Tests/Differential/contract-check", swiftSettings: settings),
        .executableTarget(
            name: "contract-fuzz", dependencies: ["SampleContracts", "Schema"],
            path: "Tests/Fuzz", swiftSettings: settings),
        .executableTarget(
            name: "kernel-check", dependencies: ["Similarity"], path: "Tests/KernelCheck",
            swiftSettings: settings),
        .target(
            name: "WebAPITesting",
            dependencies: [
                "Schema", "WebAPI", logging, nioPosix,
            ], path: "Tests/WebAPITesting", swiftSettings: settings),
        .target(
            name: "PostgresTesting", dependencies: ["EmbeddedPostgres", "Postgres"],
            path: "Tests/PostgresTesting", swiftSettings: settings),
        .target(
            name: "IntakeFixtures",
            dependencies: [
                "Embedding", "Intake", "LeadStore", "Leads", "Migrations", "Postgres",
                "PostgresTesting", "Schema", logging,
            ], path: "Tests/IntakeFixtures", swiftSettings: settings),
        .target(
            name: "EmbedderConformance", dependencies: ["Embedding"],
            path: "Tests/EmbedderConformance", swiftSettings: settings),
        tests(of: "Console"),
        tests(of: "Digests"),
        tests(
            of: "Embedding",
            [
                "Digests", "EmbedderConformance", "Similarity", "SimilarityKernels",
                "SimilarityKernelsV3", "SimilarityKernelsV4", "Tokenizers",
            ], fixtures: true),
        tests(of: "EmbeddedPostgres"),
        tests(of: "Enrichment", ["Leads", "Schema"]),
        tests(of: "Evaluation", ["Embedding"]),
        tests(
            of: "Intake",
            [
                "Embedding", "IntakeFixtures", "LeadIndex", "LeadStore", "Leads", "Migrations",
                "Postgres", "PostgresTesting", "Routing", "Schema", logging,
            ]),
        tests(
            of: "LeadAPI",
            [
                "Intake", "IntakeFixtures", "LeadStore", "Leads", "Schema", "WebAPI",
                "WebAPITesting", logging,
            ]),
        tests(of: "LeadFiles"),
        tests(of: "LeadIndex", ["LeadStore", "Leads", "Similarity"]),
        tests(
            of: "LeadSearch",
            [
                "Embedding", "Intake", "IntakeFixtures", "LeadIndex", "LeadStore", "Leads",
                "Postgres", "Schema", "Similarity", logging,
            ]),
        tests(of: "LeadStore", ["Leads"]),
        tests(of: "Leads", ["Schema"]),
        tests(of: "Migrations", ["Digests", "Postgres", "PostgresTesting"]),
        tests(of: "Postgres", ["EmbeddedPostgres", "PostgresTesting"], fixtures: true),
        tests(
            of: "RemoteEmbedding",
            ["EmbedderConformance", "Embedding", nioCore, nioHTTP1, nioPosix]),
        tests(of: "Routing", ["Leads"]),
        tests(of: "SampleLeads"),
        tests(of: "Schema", ["SampleContracts"]),
        tests(of: "Settings"),
        tests(
            of: "Similarity",
            ["SimilarityKernels", "SimilarityKernelsV3", "SimilarityKernelsV4"]),
        tests(of: "Tokenizers", fixtures: true),
        tests(
            of: "WebAPI",
            [
                "Schema", "WebAPITesting", lifecycle, logging, nioCore, nioHTTP1,
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

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

/// An executable that measures rooms of the product.
func benchmark(_ name: String, of rooms: [String], _ others: [Target.Dependency] = []) -> Target {
    .executableTarget(
        name: name, dependencies: rooms.map { .product(name: $0, package: "leadline") } + others,
        swiftSettings: settings)
}

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v26)],
    // A library with C functions, so that one Python process measures it in turns with its peers.
    products: [.library(name: "SimilarityBench", type: .dynamic, targets: ["SimilarityBench"])],
    dependencies: [
        .package(name: "leadline", path: ".."),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        benchmark("EmbeddingBenchmark", of: ["Embedding", "Tokenizers"]),
        benchmark("IndexBenchmark", of: ["LeadIndex", "LeadStore", "Leads"]),
        benchmark("PostgresBenchmark", of: ["Postgres"]),
        benchmark("SchemaBenchmark", of: ["Schema"]),
        benchmark(
            "ServeBenchmark", of: ["Schema", "WebAPI"],
            [.product(name: "Logging", package: "swift-log")]),
        .target(
            name: "SimilarityBench",
            dependencies: [.product(name: "Similarity", package: "leadline")],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// The web server, with the packages whose types its interface shows.
let hummingbird: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "Logging", package: "swift-log"),
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
]
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// A module of ours. Its imports are the arrows of the house; a fitness test holds them.
func module(_ name: String, _ imports: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: strict)
}

let optimized = SwiftSetting.unsafeFlags(["-O"], .when(configuration: .debug))

/// A module that counts, checks and reads by the thousand in tests and at every start of a program: optimized in debug
/// builds too. Checks of bounds and overflow stay.
func fastModule(_ name: String, _ imports: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: imports,
        swiftSettings: strict + [optimized])
}

func program(_ name: String, _ imports: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: imports, swiftSettings: strict)
}

/// `fast`: optimized like the modules it tries, since it reads all sources or large files.
func tests(_ name: String, _ imports: [Target.Dependency], besides: [String] = [], fast: Bool = false)
    -> Target
{
    .testTarget(
        name: name + "Tests", dependencies: imports, path: "Tests/" + name, exclude: besides,
        swiftSettings: strict + (fast ? [optimized] : []))
}

func debian(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let domain: [Target.Dependency] = [
    "Identity", "Processes", "Proposals", "Deliberation", "Moderation", "Ballots", "Notices",
]

let package = Package(
    name: "mitstimme",
    products: [
        .executable(name: "mitstimme", targets: ["Mitstimme"]),
        .executable(name: "recount", targets: ["Recount"]),
        .executable(name: "witness", targets: ["Witness"]),
        .executable(name: "trustee", targets: ["Trustee"]),
        .executable(name: "bench", targets: ["Bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        debian("CLibPQ", "libpq", "libpq-dev"),
        debian("CArgon2", "libargon2", "libargon2-dev"),
        debian("CSodium", "libsodium", "libsodium-dev"),
        debian("CCurl", "libcurl", "libcurl4-openssl-dev"),
        debian("CQREncode", "libqrencode", "libqrencode-dev"),
        debian("CMark", "libcmark", "libcmark-dev"),
        debian("CZlib", "zlib", "zlib1g-dev"),
        debian("CGMP", "gmp", "libgmp-dev"),

        fastModule("Core"),
        fastModule("Postgres", ["Core", "CLibPQ"]),
        fastModule("Secrets", ["Core", "CArgon2", "CSodium"]),
        module("Transfer", ["Core", "CCurl"]),
        module("Terminal", ["Core", argumentParser]),

        fastModule("Tally"),
        fastModule("NumberedText", ["Core"]),
        fastModule("TransparencyLog", ["Core", "CSodium"]),
        fastModule("BallotFiles", ["Core", "Tally"]),
        fastModule("ElectionCrypto", ["Core", "CSodium", "CGMP"]),
        fastModule(
            "PublicRecord",
            ["Core", "Tally", "BallotFiles", "TransparencyLog", "ElectionCrypto", "Phrases"]),
        fastModule("Phrases", ["Core"]),

        module("Jobs", ["Core", "Postgres"]),
        module("AuditLog", ["Core", "TransparencyLog", "Postgres", "Transfer", "Jobs", "Secrets"]),

        module("Identity", ["Core", "AuditLog", "Jobs", "Postgres", "Secrets"]),
        module("Processes", ["Core", "AuditLog", "Jobs", "Postgres"]),
        module("Proposals", ["Core", "AuditLog", "Postgres", "NumberedText"]),
        module("Deliberation", ["Core", "AuditLog", "Jobs", "Postgres", "NumberedText"]),
        module("Moderation", ["Core", "AuditLog", "Jobs", "Postgres"]),
        module(
            "Ballots",
            [
                "Core", "AuditLog", "Jobs", "Postgres", "Secrets", "Tally", "BallotFiles", "TransparencyLog",
                "PublicRecord", "ElectionCrypto",
            ]),
        module("Notices", ["Core", "Jobs", "Postgres", "Phrases", "Transfer"]),

        module(
            "Acts",
            domain + [
                "Core", "Postgres", "Secrets", "AuditLog", "Jobs", "Tally", "NumberedText", "PublicRecord",
                "ElectionCrypto", "Phrases",
            ]),
        module("Publication", domain + ["Core", "Postgres", "AuditLog", "Acts", "PublicRecord"]),

        module("HTML", ["Core", "CMark", "CQREncode"]),
        module(
            "Web",
            domain + [
                "Core", "Postgres", "Secrets", "AuditLog", "Jobs", "Tally", "NumberedText", "TransparencyLog",
                "PublicRecord", "ElectionCrypto", "Phrases", "Acts", "Publication", "HTML", "CZlib",
            ] + hummingbird),

        program(
            "Mitstimme",
            domain + [
                "Core", "Postgres", "Secrets", "Transfer", "Terminal", "Phrases", "NumberedText", "Tally",
                "BallotFiles",
                "TransparencyLog", "PublicRecord", "AuditLog", "Jobs", "Acts", "Publication", "HTML", "Web",
                argumentParser,
            ] + hummingbird),
        program(
            "Bench",
            [
                "Tally", "BallotFiles", "Chance", "ElectionCrypto", "Core", "Postgres", "AuditLog",
                "Identity",
                "Proposals", "Acts",
            ]),
        program(
            "Recount",
            [
                "Core", "Tally", "BallotFiles", "PublicRecord", "TransparencyLog", "Phrases", "Terminal",
                "Secrets", "Transfer", "ElectionCrypto",
                argumentParser,
            ]),
        program(
            "Witness",
            ["Core", "TransparencyLog", "Phrases", "Terminal", "Secrets", "Transfer", argumentParser]
                + hummingbird),
        program("Trustee", ["Core", "ElectionCrypto", "Phrases", "Terminal", "Secrets", argumentParser]),

        .target(
            name: "Support",
            dependencies: domain + [
                "Core", "Secrets", "Postgres", "AuditLog", "Acts", "ElectionCrypto", "Phrases", "Tally",
            ],
            path: "Tests/Support",
            swiftSettings: strict),
        tests("Core", ["Core"]),
        tests("Postgres", ["Postgres", "Core", "Support"]),
        tests("Secrets", ["Secrets", "Core"]),
        tests("TransparencyLog", ["TransparencyLog", "Chance", "Core"]),
        tests(
            "AuditLog",
            ["AuditLog", "TransparencyLog", "Chance", "Core", "Postgres", "Support"] + hummingbird),
        tests("Phrases", ["Phrases", "Core"]),
        .target(name: "Chance", path: "Tests/Chance", swiftSettings: strict),
        tests("NumberedText", ["Chance", "NumberedText", "Core"]),
        tests("HTML", ["HTML", "Core"]),
        tests(
            "Ballots",
            [
                "Ballots", "Acts", "Publication", "PublicRecord", "BallotFiles", "Tally", "TransparencyLog",
                "AuditLog", "Chance", "Jobs", "Identity", "Secrets", "Core", "Postgres", "ElectionCrypto",
                "Phrases", "Support",
            ]),
        tests("Tally", ["Tally", "Chance"], fast: true),
        tests("ElectionCrypto", ["Chance", "Core", "ElectionCrypto"]),
        tests("BallotFiles", ["Chance", "Core", "Tally", "BallotFiles"]),
        tests(
            "PublicRecord",
            ["Chance", "Core", "Tally", "BallotFiles", "TransparencyLog", "Phrases", "PublicRecord"]),
        tests("Fitness", ["Core", "Phrases", "Postgres", "Support"], fast: true),
        .target(
            name: "Readers",
            dependencies: [
                "BallotFiles", "Chance", "Core", "ElectionCrypto", "NumberedText", "PublicRecord",
                "Secrets", "Tally", "Transfer", "TransparencyLog",
            ],
            path: "Tests/Readers",
            swiftSettings: strict),
        tests("Fuzz", ["Acts", "Chance", "Readers", "Core", "Support"], besides: ["corpus", "fuzz.py"]),
        tests("Transfer", ["Transfer", "Core"]),
        tests("Notices", ["Notices", "Transfer", "Core", "Postgres", "Acts", "Identity", "Support"]),
        tests(
            "Deliberation",
            ["Deliberation", "NumberedText", "Acts", "Core", "Postgres", "Identity", "Proposals", "Support"]),
        tests(
            "Moderation",
            [
                "Moderation", "Deliberation", "Notices", "Acts", "AuditLog", "Core", "Postgres", "Identity",
                "Phrases",
                "Proposals", "Support",
            ]),
        tests(
            "Acts",
            [
                "Acts", "AuditLog", "Core", "Identity", "Moderation", "Phrases", "Postgres", "Processes",
                "Proposals", "PublicRecord", "Support", "TransparencyLog",
            ]),
        tests(
            "Web",
            [
                "Web", "Acts", "AuditLog", "Ballots", "Chance", "Core", "Deliberation", "ElectionCrypto",
                "Identity", "Jobs", "Notices", "Phrases", "Postgres",
                "PublicRecord", "Processes", "Proposals", "Secrets", "Support", "Tally", "TransparencyLog",
            ] + hummingbird),
        tests(
            "Proposals",
            [
                "Proposals", "Acts", "Core", "Deliberation", "Identity", "NumberedText", "Postgres",
                "Processes", "Support",
            ]),
    ]
)

// Its `main` is libFuzzer's, which is there only if `bin/fuzz` builds it.
if Context.environment["MITSTIMME_FUZZER"] != nil {
    package.targets.append(
        .executableTarget(
            name: "fuzzer", dependencies: ["Readers"], path: "Tests/Fuzzer", swiftSettings: strict))
}

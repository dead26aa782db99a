/// The arrows of the house: which module may import which. Package.swift says the same; a test compares them.
///
/// System modules that are free to all stand in `free`.
enum House {
    static let domain: Set = [
        "Identity", "Processes", "Proposals", "Deliberation", "Moderation", "Ballots", "Notices",
    ]

    static let web: Set = ["Hummingbird", "HTTPTypes", "NIOCore", "Logging", "ServiceLifecycle"]

    /// Of the modules below, Tally alone gets none of these.
    static let free: Set = ["Foundation", "Dispatch", "Glibc", "Synchronization"]

    static let arrows: [String: Set<String>] = [
        "Core": [],
        "Postgres": ["Core", "CLibPQ"],
        "Secrets": ["Core", "CArgon2", "CSodium"],
        "Transfer": ["Core", "CCurl"],
        "Terminal": ["Core", "ArgumentParser"],

        "Tally": [],
        "NumberedText": ["Core"],
        "TransparencyLog": ["Core", "CSodium"],
        "BallotFiles": ["Core", "Tally"],
        "ElectionCrypto": ["Core", "CSodium", "CGMP"],
        "PublicRecord": ["Core", "Tally", "BallotFiles", "TransparencyLog", "ElectionCrypto", "Phrases"],
        "Phrases": ["Core"],

        "Jobs": ["Core", "Postgres"],
        "AuditLog": ["Core", "TransparencyLog", "Postgres", "Transfer", "Jobs", "Secrets"],

        "Identity": ["Core", "AuditLog", "Jobs", "Postgres", "Secrets"],
        "Processes": ["Core", "AuditLog", "Jobs", "Postgres"],
        "Proposals": ["Core", "AuditLog", "Postgres", "NumberedText"],
        "Deliberation": ["Core", "AuditLog", "Jobs", "Postgres", "NumberedText"],
        "Moderation": ["Core", "AuditLog", "Jobs", "Postgres"],
        "Ballots": [
            "Core", "AuditLog", "Jobs", "Postgres", "Secrets", "Tally", "BallotFiles", "TransparencyLog",
            "PublicRecord", "ElectionCrypto",
        ],
        "Notices": ["Core", "Jobs", "Postgres", "Phrases", "Transfer"],

        "Acts": domain.union([
            "Core", "Postgres", "Secrets", "AuditLog", "Jobs", "Tally", "NumberedText", "PublicRecord",
            "ElectionCrypto", "Phrases",
        ]),
        "Publication": domain.union(["Core", "Postgres", "AuditLog", "Acts", "PublicRecord"]),

        "HTML": ["Core", "CMark", "CQREncode"],
        "Web": domain.union(web).union([
            "Core", "Postgres", "Secrets", "AuditLog", "Jobs", "Tally", "NumberedText", "TransparencyLog",
            "PublicRecord", "ElectionCrypto", "Phrases", "Acts", "Publication", "HTML", "CZlib",
        ]),

        "Mitstimme": domain.union(web).union([
            "Core", "Postgres", "Secrets", "Transfer", "Terminal", "Phrases", "NumberedText", "Tally",
            "BallotFiles",
            "TransparencyLog", "PublicRecord", "AuditLog", "Jobs", "Acts", "Publication", "HTML", "Web",
            "ArgumentParser",
        ]),
        "Bench": [
            "Tally", "BallotFiles", "Chance", "ElectionCrypto", "Core", "Postgres", "AuditLog", "Identity",
            "Proposals", "Acts",
        ],
        "Recount": [
            "Core", "Tally", "BallotFiles", "PublicRecord", "TransparencyLog", "Phrases", "Terminal",
            "Secrets", "Transfer", "ElectionCrypto",
            "ArgumentParser",
        ],
        "Witness": web.union([
            "Core", "TransparencyLog", "Phrases", "Terminal", "Secrets", "Transfer", "ArgumentParser",
        ]),
        "Trustee": ["Core", "ElectionCrypto", "Phrases", "Terminal", "Secrets", "ArgumentParser"],
    ]

    /// What `module` may name in an `import` line; nil for a module that is not in the table.
    static func imports(of module: String) -> Set<String>? {
        guard let arrows = arrows[module] else { return nil }
        if module == "Tally" { return arrows }
        // UnixSignals comes with ServiceLifecycle.
        return arrows.union(free).union(arrows.contains("ServiceLifecycle") ? ["UnixSignals"] : [])
    }
}

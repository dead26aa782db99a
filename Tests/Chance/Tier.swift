import Foundation

/// How much of the tests this run can afford. `bin/test` says it in `MITSTIMME_TIER`; without it a run is quick.
package enum Tier: String, CaseIterable, Sendable {
    /// After every change: under two minutes with everything else.
    case quick
    /// `bin/test --all`: under thirty minutes.
    case all
    /// `bin/test --long`: endurance.
    case long

    package static let current =
        ProcessInfo.processInfo.environment["MITSTIMME_TIER"].flatMap { Tier(rawValue: $0) } ?? .quick

    /// How many random elections a law is tried on.
    package var randomElections: Int { choice(quick: 50, all: 2_000, long: 10_000) }

    /// How many changed files a reader is tried on.
    package var mutations: Int { choice(quick: 1_000, all: 10_000, long: 50_000) }

    /// How many mangled requests the server is sent.
    package var mangledRequests: Int { choice(quick: 300, all: 10_000, long: 50_000) }

    /// How often a server is killed and started again.
    package var killRounds: Int { choice(quick: 3, all: 10, long: 50) }

    private func choice<Amount>(quick: Amount, all: Amount, long: Amount) -> Amount {
        switch self {
        case .quick: quick
        case .all: all
        case .long: long
        }
    }
}

/// The Python of the virtual environment that `bin/test` fills with other people's verifiers; nil outside `bin/test`.
package let testPython = ProcessInfo.processInfo.environment["MITSTIMME_PYTHON"]

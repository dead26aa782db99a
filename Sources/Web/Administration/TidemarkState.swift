import AuditLog
import Core
import Phrases
import Postgres
import TransparencyLog

/// How the database stands to the newest signed checkpoint that is kept outside of it.
struct TidemarkState {
    private enum State {
        case well(size: Int)
        case missing, other, unreadable
        case behind(signed: Int, stored: Int)
    }

    private let state: State

    /// Reads `keys/log.tidemark` of the data folder.
    init(_ folder: String, _ db: isolated Connection) throws {
        do {
            let mark = try Tidemark.read(folder + "/keys/log.tidemark")
            state =
                switch try db.faultAgainst(mark) {
                case .behind(let signed, let stored): .behind(signed: signed, stored: stored)
                case nil: mark.map { .well(size: $0.size) } ?? .missing
                default: .other
                }
        } catch SequencerFault.unreadableTidemark {
            state = .unreadable
        }
    }

    var isWell: Bool {
        switch state {
        case .well, .missing: true
        case .other, .unreadable, .behind: false
        }
    }

    func words(_ words: Phrases) -> String {
        switch state {
        case .well(let size): words("status.tidemark-well", ["size": words.number(size)])
        case .missing: words("status.tidemark-missing")
        case .other: words("status.tidemark-other")
        case .unreadable: words("status.tidemark-unreadable")
        case .behind(let signed, let stored):
            words(
                "status.tidemark-behind",
                ["signed": words.number(signed), "stored": words.number(stored)])
        }
    }
}

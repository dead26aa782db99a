import ElectionCrypto
import Phrases
import Terminal

/// An archive that is open for voting.
struct BallotBox<G: Group> {
    private let election: EncryptedElection<G>
    private let credentials: PublicCredentials<G>
    private var cast: Set<Digest>
    private var file: ArchiveFile
    private(set) var added = 0

    private static var batch: Int { 256 }

    init(_ path: String, _ words: Phrases, in group: G) throws {
        file = try ArchiveFile(path)
        var cast: Set<Digest> = []
        var setup: ArchiveEntry?
        var last: ArchiveEvent.Kind?
        try reading(path) { () throws(ElectionError) in
            var entries = try ArchiveEntries(.file(path))
            while let entry = try entries.next() {
                last = entry.event.kind
                if entry.event.kind == .ballot { cast.insert(entry.files[0].digest) }
                if entry.event.height == 0 { setup = entry }
            }
        }
        guard let setup, setup.event.kind == .setup, last == .setup || last == .ballot else {
            throw BadInput(words("trustee.archive.not-open"), file: path)
        }
        self.cast = cast
        election = try reading(path) { () throws(ElectionError) in
            try EncryptedElection(ElectionParameters(parsing: setup.files[0].content), in: group)
        }
        credentials = try reading(path) { () throws(ElectionError) in
            try PublicCredentials(parsing: setup.files[2].content, in: group)
        }
    }

    /// Adds the lines that are ballots which hold and were not cast before; says why the others are refused.
    mutating func add(_ lines: [[UInt8]], from path: String) throws -> Int {
        var refused = 0
        var chance = SystemRandomNumberGenerator()
        for first in stride(from: 0, to: lines.count, by: Self.batch) {
            let batch = Array(lines[first..<min(first + Self.batch, lines.count)].enumerated())
                .filter { !$0.element.isEmpty }
            let verdicts = election.checked(
                batch.map(\.element), among: credentials, concurrently: .allCores, using: &chance)
            var taken: [[UInt8]] = []
            for ((offset, ballot), verdict) in zip(batch, verdicts) {
                let reason: String
                switch verdict {
                case .success(let checked) where cast.insert(checked.digest).inserted:
                    taken.append(ballot)
                    continue
                case .success: reason = "the ballot was cast before"
                case .failure(let refusal): reason = refusal.description
                }
                refused += 1
                Program.say("trustee: \(path):\(first + offset + 1): \(reason)")
            }
            try file.add { writer in
                var bytes: [UInt8] = []
                for ballot in taken { bytes += writer.ballot(ballot) }
                return bytes
            }
            added += taken.count
        }
        return refused
    }
}

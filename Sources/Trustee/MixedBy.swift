import ElectionCrypto
import Foundation
import Terminal

/// Who has really mixed. An archive names a mixer for each shuffle and proves the shuffle, not the name: a trustee
/// believes its own memory, and the signatures of others.
struct MixedBy {
    /// The hashes of the archive's shuffles.
    private let shuffles: Set<String>
    /// The hashes of the shuffles that a trustee has signed, by number.
    private var signed: [Int: Set<String>] = [:]

    init<G: Group>(
        _ archive: String, acts: String?, election: String, trustees: Trustees<G>?, in group: G
    ) throws {
        shuffles = try reading(archive) { () throws(ElectionError) in
            var found: Set<String> = []
            var entries = try ArchiveEntries(.file(archive))
            while let entry = try entries.next() {
                if entry.event.kind == .shuffle { found.insert(entry.files[0].digest.hex) }
            }
            return found
        }
        guard let trustees else { return }
        let beside = (archive as NSString).deletingLastPathComponent
        let folder = acts ?? (beside.isEmpty ? "." : beside)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix("shuffle-") && name.hasSuffix(".json") {
            guard let bytes = try? readFile("\(folder)/\(name)", longest: TrusteeProgram.longest),
                let act = try? TrusteeAct(parsing: bytes, in: group), act.kind == .shuffle,
                act.election == election, let owner = act.owner(among: trustees, in: group)
            else { continue }
            signed[owner, default: []].insert(Digest(of: act.payload).hex)
        }
    }

    func contains(ownShuffles own: [String]) -> Bool { !shuffles.isDisjoint(with: own) }

    func contains(signedBy trusted: [Int]) -> Bool {
        trusted.contains { !shuffles.isDisjoint(with: signed[$0] ?? []) }
    }
}

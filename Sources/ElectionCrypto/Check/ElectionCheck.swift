/// Checks an archive of any of the three groups, with what is known of the election from elsewhere.
///
/// The archive is read twice, file by file: first its form, its chain and which ballot is each credential's last,
/// then everything else. Kept are the list of credentials with one number each, 16 bytes of each ballot's hash
/// (to find replays), a few hundred ballots at a time, and of a ranked question its ciphertexts.
package struct ElectionCheck: Sendable {
    package var terms: ElectionTerms?
    /// What the log has witnessed of the archive, oldest first; nil where no log is at hand.
    package var heads: [WitnessedHead]?
    /// Earlier states of the archive; nil where none is at hand.
    package var snapshots: [ArchiveSnapshot]?
    /// Whether an archive without a result fails, as after an election it must.
    package var mustBeComplete: Bool
    package var concurrency: Concurrency

    package init(
        terms: ElectionTerms? = nil, heads: [WitnessedHead]? = nil, snapshots: [ArchiveSnapshot]? = nil,
        mustBeComplete: Bool = true, concurrency: Concurrency = .allCores
    ) {
        self.terms = terms
        self.heads = heads
        self.snapshots = snapshots
        self.mustBeComplete = mustBeComplete
        self.concurrency = concurrency
    }

    /// How far a check has come.
    package enum Progress: Hashable, Sendable {
        /// Bytes read for the first time.
        case reading(Int)
        case ballots(Int, of: Int)
        /// A shuffle or a partial decryption is being checked.
        case shuffle(Int)
        case decryption(Int)
    }

    /// The election's file, read before its group is known.
    package static func parameters(of source: ArchiveSource) throws(ElectionError) -> ElectionParameters {
        var entries = try ArchiveEntries(source)
        guard let setup = try entries.next(), setup.event.kind == .setup else {
            throw ElectionError("the archive does not begin with a Setup event")
        }
        return try ElectionParameters(parsing: setup.files[0].content)
    }

    /// Checks an archive of any group. Throws errors of kind `unknown` alone: where nothing can be said.
    ///
    /// `chance` draws the weights of what is checked together, so that a wrong pass has a probability below 2^−120.
    /// Nobody who made the archive may foresee it: the system's generator.
    package func report(
        on source: ArchiveSource, using chance: inout some RandomNumberGenerator,
        progress: (Progress) -> Void = { _ in }
    ) throws(ElectionError) -> ElectionReport {
        var damaged = ElectionReport()
        let name: String
        do throws(ElectionError) {
            name = try ElectionCheck.parameters(of: source).group
        } catch {
            guard error.kind != .unknown else { throw error }
            damaged.fail(.archive, error)
            return damaged
        }
        guard let group = ElectionGroups.named(name) else {
            throw ElectionError("the group \(name) is not known here", kind: .unknown)
        }
        func checked<G: Group>(
            _ group: G, _ chance: inout some RandomNumberGenerator
        ) -> ElectionReport {
            verification(of: source, in: group, using: &chance, progress: progress).report
        }
        return checked(group, &chance)
    }

    /// Checks an archive whose group is known, and keeps what the next act needs of it.
    package func verification<G: Group>(
        of source: ArchiveSource, in group: G, using chance: inout some RandomNumberGenerator,
        progress: (Progress) -> Void = { _ in }
    ) -> ElectionVerification<G> {
        var verification = ElectionVerification(self, source, in: group)
        verification.run(&chance, progress)
        return verification
    }
}

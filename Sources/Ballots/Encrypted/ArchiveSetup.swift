import AuditLog
package import Core
package import ElectionCrypto
package import Postgres
package import PublicRecord

/// What an archive begins with, as trustees and registrar have made it.
package struct ArchiveSetup: Sendable {
    /// `election.json`.
    package let parameters: [UInt8]
    /// `trustees.json`.
    package let trustees: [UInt8]
    /// `credentials.json`.
    package let credentials: [UInt8]
    package let terms: ElectionTerms

    package init(parameters: [UInt8], trustees: [UInt8], credentials: [UInt8], terms: ElectionTerms) {
        self.parameters = parameters
        self.trustees = trustees
        self.credentials = credentials
        self.terms = terms
    }
}

extension Election {
    package var encryptedAnswers: EncryptedAnswers {
        EncryptedAnswers(rule, parameters, options: options.count)
    }

    /// Whether single ballots are decrypted, so that trustees must mix them before.
    package var mustBeMixed: Bool { !encryptedAnswers.isSummed }

    /// The question as the archive has it.
    package var ballotQuestion: BallotQuestion {
        encryptedAnswers.question(question, options.map(\.title))
    }
}

extension Connection {
    /// Begins the archive of an encrypted draft whose roll is frozen, after the check that everybody else will make.
    package func beginArchive(
        of id: ElectionID, _ setup: ArchiveSetup, by permit: Permit, at now: Instant
    ) throws {
        guard let election = try anyElection(id), election.state == .draft, election.manner == .encrypted
        else { throw BallotRejection.notADraft }
        guard let size = election.rollSize else { throw BallotRejection.setupMissing }
        try script("SET LOCAL idle_in_transaction_session_timeout = '10min'")
        let timestamp = Int(now.seconds)
        var writer = ArchiveWriter(timestamp: timestamp)
        let opening = writer.opening
        let event = writer.setup(
            election: setup.parameters, trustees: setup.trustees, credentials: setup.credentials)
        let report = try setup.report(on: opening + event)
        guard let head = writer.head, let parameters = report.parameters, report.credentials == size,
            report.totalWeight == size, setup.terms.rollSize == size, setup.terms.totalWeight == size,
            parameters.questions == [election.ballotQuestion],
            !election.mustBeMixed || setup.hasMixers
        else { throw BallotRejection.setupWrong }
        try script("SET LOCAL statement_timeout = '10min'")
        let added = try run(
            """
            INSERT INTO archives (election_id, uuid, timestamp, length, setup_length, height, head, stage, parameters,
                trustees, terms)
            VALUES (\(id), \(parameters.uuid), \(timestamp), \(opening.count + event.count),
                \(opening.count + event.count), 1, \(head.bytes), 'Setup', \(text(setup.parameters)),
                \(text(setup.trustees)), \(setup.terms.text))
            ON CONFLICT DO NOTHING
            """)
        guard added == 1, let archive = try archive(of: id) else { throw BallotRejection.setupBefore }
        try addParts(opening + event, from: 0, to: id)
        try log(.archiveExtended(archive), at: now)
    }

    /// Refuses to open an election whose archive has not begun.
    func requireArchive(of election: Election) throws {
        guard let archive = try archive(of: election.id), archive.stage == .setup else {
            throw BallotRejection.setupMissing
        }
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension ArchiveSetup {
    fileprivate func report(on archive: [UInt8]) throws -> ElectionReport {
        var chance = SystemRandomNumberGenerator()
        let check = ElectionCheck(terms: terms, mustBeComplete: false)
        let report = check.verification(of: .bytes(archive), in: Ed25519Group.shared, using: &chance).report
        guard report.holds else { throw BallotRejection.setupWrong }
        return report
    }

    /// Two at least are needed of those who are known by number, for ballots that are decrypted one by one.
    fileprivate var hasMixers: Bool {
        let mixers = Set(terms.mixers ?? [])
        return mixers.count >= 2 && (2...mixers.count).contains(terms.shuffles ?? 0)
    }
}

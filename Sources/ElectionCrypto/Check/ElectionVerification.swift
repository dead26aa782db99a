/// The check of one archive, and what of it the next act needs: decrypting, mixing, telling the result.
package struct ElectionVerification<G: Group>: Sendable {
    let options: ElectionCheck
    let source: ArchiveSource
    package let group: G
    package internal(set) var report = ElectionReport()

    package internal(set) var election: EncryptedElection<G>?
    package internal(set) var trustees: Trustees<G>?
    var credentials: PublicCredentials<G>?
    /// The tally as the ballots give it; only where the archive's voting has ended.
    package internal(set) var computedTally: EncryptedTally<G>?
    /// What is to be decrypted: the tally, of ranked questions as the last shuffle left them.
    package internal(set) var tally: EncryptedTally<G>?
    /// The partial decryptions that hold, by the trustees' numbers.
    package internal(set) var decryptions: [Int: PartialDecryption<G>] = [:]

    /// For each credential the number of its last ballot, −1 for none.
    var lastBallots: [Int] = []

    init(_ options: ElectionCheck, _ source: ArchiveSource, in group: G) {
        self.options = options
        self.source = source
        self.group = group
    }

    mutating func run(
        _ chance: inout some RandomNumberGenerator, _ progress: (ElectionCheck.Progress) -> Void
    ) {
        do throws(ElectionError) {
            guard try readSetup(&chance), try readEvents(progress) else { return }
            checkTerms()
            try countAll(&chance, progress)
        } catch {
            report.fail(.archive, error.reason)
            return
        }
        if report.verdicts[.membership] == nil { report.pass(.membership) }
    }

    /// The first event: what is voted on, who holds the key, who may vote. Whether to read on.
    private mutating func readSetup(
        _ chance: inout some RandomNumberGenerator
    ) throws(ElectionError) -> Bool {
        var entries = try ArchiveEntries(source)
        guard let setup = try entries.next(), setup.event.kind == .setup else {
            report.fail(.events, "the archive does not begin with a Setup event")
            return false
        }
        let record = try SetupRecord(parsing: setup.files[3].content)
        let named = [record.election, record.trustees, record.credentials]
        guard named == setup.files.prefix(3).map(\.digest) else {
            throw ElectionError("the Setup event does not name its files")
        }
        do throws(ElectionError) {
            let parameters = try ElectionParameters(parsing: setup.files[0].content)
            report.parameters = parameters
            election = try EncryptedElection(parameters, in: group)
            report.pass(.questions)
        } catch {
            report.fail(.questions, error)
        }
        do throws(ElectionError) {
            let trustees = try Trustees(parsing: setup.files[1].content, in: group)
            report.trustees = trustees.keys.map(\.name)
            report.holders = trustees.reportedHolders
            self.trustees = trustees
            let (key, lacks) = try trustees.checked(in: group)
            guard key == election?.key else {
                throw ElectionError("the election's key is not the product of the trustees' keys")
            }
            report.lacks = lacks
            report.pass(.trustees)
        } catch {
            report.fail(.trustees, error)
        }
        do throws(ElectionError) {
            let credentials = try PublicCredentials(
                parsing: setup.files[2].content, in: group, concurrently: options.concurrency
            ) { [group, options] elements in
                group.checksMembersTogether
                    ? group.areMembers(elements, using: &chance)
                    : options.concurrency.map(elements) { group.isMember($0) }.allSatisfy { $0 }
            }
            report.credentials = credentials.count
            report.totalWeight = credentials.totalWeight
            self.credentials = credentials
            let isRanked = election?.questions.contains(where: \.isRanked) ?? false
            guard !isRanked || credentials.totalWeight == credentials.count else {
                throw ElectionError("votes on a ranked question cannot have weights")
            }
            report.pass(.credentials)
        } catch {
            report.fail(.credentials, error)
        }
        return election != nil && trustees != nil && credentials != nil
    }

    /// What was promised beforehand and does not need the ballots.
    private mutating func checkTerms() {
        let terms = options.terms
        if let size = terms?.rollSize, size != report.credentials {
            report.fail(.roll, "there are \(report.credentials) credentials, and \(size) on the roll")
        }
        if let weight = terms?.totalWeight, weight != report.totalWeight {
            report.fail(.roll, "the credentials weigh \(report.totalWeight), and the roll \(weight)")
        }
        if terms?.rollSize == nil || terms?.totalWeight == nil {
            report.skip(.roll, "the roll's size and weight are not at hand")
        }
        report.pass(.roll)
    }
}

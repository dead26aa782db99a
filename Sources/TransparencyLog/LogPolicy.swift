/// Whom a verifier trusts: the logs, the witnesses, and how many of them must agree.
///
///     log audit.example.org/town+482ecea6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4
///     witness press witness.example.net/press+e175a987+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X
///     witness uni witness.example.edu/uni+2203cf1b+BCVDuS/xCVURR2rcg2nbbdyTNmWhGXjdoUBO4QZsqVWd
///     group both all press uni
///     quorum both
///
/// Source: c2sp.org/tlog-policy.
package struct LogPolicy: Hashable, Sendable {
    package struct Log: Hashable, Sendable {
        /// Its name is the log's origin.
        package let key: VerifierKey
        package let url: PolicyWord?

        package init(key: VerifierKey, url: PolicyWord? = nil) {
            self.key = key
            self.url = url
        }
    }

    package struct Witness: Hashable, Sendable {
        /// Means something only within this policy; the key has a name of its own.
        package let name: PolicyWord
        package let key: VerifierKey
        package let url: PolicyWord?

        package init(name: PolicyWord, key: VerifierKey, url: PolicyWord? = nil) {
            self.name = name
            self.key = key
            self.url = url
        }
    }

    /// Witnesses and groups of which `threshold` members must have witnessed.
    package struct Group: Hashable, Sendable {
        package let name: PolicyWord
        package let threshold: Threshold
        package let members: [PolicyWord]

        package init(name: PolicyWord, threshold: Threshold, members: [PolicyWord]) {
            self.name = name
            self.threshold = threshold
            self.members = members
        }

        /// How many members are needed, 1…n.
        package var needed: Int {
            switch threshold {
            case .count(let count): count
            case .any: 1
            case .all: members.count
            }
        }
    }

    package enum Threshold: Hashable, Sendable {
        case count(Int)
        case any, all
    }

    package private(set) var logs: [Log] = []
    package private(set) var witnesses: [Witness] = []
    package private(set) var groups: [Group] = []
    /// The witness or group that must have witnessed; nil: none is needed.
    package private(set) var quorum: PolicyWord?

    private var members: Set<PolicyWord> = []

    /// `quorum` nil means that no witness is needed.
    package init(logs: [Log], witnesses: [Witness], groups: [Group], quorum: PolicyWord?)
        throws(LogFormatError)
    {
        self.init()
        for log in logs { try add(log) }
        for witness in witnesses { try add(witness) }
        for group in groups { try add(group) }
        try require(quorum)
    }

    init() {}

    /// The same logs and witnesses, of whom none is needed.
    package var withoutQuorum: LogPolicy {
        var policy = self
        policy.quorum = nil
        return policy
    }

    mutating func add(_ log: Log) throws(LogFormatError) {
        guard log.key.type != .cosignature else { throw LogFormatError("the key is not one of a log") }
        guard !logs.contains(where: { $0.key.key == log.key.key }) else {
            throw LogFormatError("a log stands twice")
        }
        logs.append(log)
    }

    mutating func add(_ witness: Witness) throws(LogFormatError) {
        guard witness.key.type != .ed25519 else { throw LogFormatError("the key is not one of a witness") }
        guard !witnesses.contains(where: { $0.key.key == witness.key.key }) else {
            throw LogFormatError("a witness stands twice")
        }
        try checkNew(witness.name)
        witnesses.append(witness)
    }

    mutating func add(_ group: Group) throws(LogFormatError) {
        try checkNew(group.name)
        guard !group.members.isEmpty, (1...group.members.count).contains(group.needed) else {
            throw LogFormatError("a group needs 1 to all of its members")
        }
        for member in group.members {
            guard isDefined(member) else { throw LogFormatError("\(member) is not defined above") }
            guard members.insert(member).inserted else { throw LogFormatError("\(member) is a member twice") }
        }
        groups.append(group)
    }

    mutating func require(_ quorum: PolicyWord?) throws(LogFormatError) {
        if let quorum, !isDefined(quorum) { throw LogFormatError("\(quorum) is not defined above") }
        self.quorum = quorum
    }

    private func checkNew(_ name: PolicyWord) throws(LogFormatError) {
        guard name != .nobody, !isDefined(name) else { throw LogFormatError("the name \(name) is taken") }
    }

    private func isDefined(_ name: PolicyWord) -> Bool {
        witnesses.contains { $0.name == name } || groups.contains { $0.name == name }
    }

    /// The same logs; witnesses are neither asked for nor looked at.
    package var logsAlone: LogPolicy {
        var alone = LogPolicy()
        alone.logs = logs
        return alone
    }

    /// How many of the witnesses have a line on the note. Whether these hold is not looked at: for notes of ours.
    package func cosignerCount(on note: SignedNote) -> Int {
        witnesses.count { witness in note.signatures.contains { witness.key.isClaimed(by: $0) } }
    }

    /// Whether cosignatures of these witnesses are enough.
    package func isMet(by cosigners: Set<PolicyWord>) -> Bool {
        var witnessed = cosigners.intersection(witnesses.map(\.name))
        // A group's members stand before it.
        for group in groups where group.members.count(where: witnessed.contains) >= group.needed {
            witnessed.insert(group.name)
        }
        return quorum.map(witnessed.contains) ?? true
    }
}

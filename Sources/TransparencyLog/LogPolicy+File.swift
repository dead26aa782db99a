extension LogPolicy {
    package init(parsing bytes: [UInt8]) throws(LogFormatError) {
        self.init()
        guard bytes.last == lineFeed else { throw LogFormatError("the last line does not end in a newline") }
        var hasQuorum = false
        for (offset, line) in bytes.dropLast().split(separator: lineFeed, omittingEmptySubsequences: false).enumerated() {
            do throws(LogFormatError) {
                guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                    throw LogFormatError("a control character")
                }
                let words = line.split { $0 == 0x20 || $0 == 0x09 }.compactMap { PolicyWord($0) }
                guard let first = words.first, first.octets.first != UInt8(ascii: "#") else { continue }
                if first.description == "quorum" {
                    guard !hasQuorum else { throw LogFormatError("the quorum stands twice") }
                    hasQuorum = true
                }
                try read(first.description, Array(words.dropFirst()))
            } catch {
                throw LogFormatError(error.reason, line: offset + 1)
            }
        }
        guard hasQuorum else { throw LogFormatError("the quorum is missing") }
    }

    private mutating func read(_ kind: String, _ words: [PolicyWord]) throws(LogFormatError) {
        switch (kind, words.count) {
        case ("log", 1...2):
            try add(Log(key: try VerifierKey(word: words[0]), url: words.count > 1 ? words[1] : nil))
        case ("witness", 2...3):
            let key = try VerifierKey(word: words[1])
            try add(Witness(name: words[0], key: key, url: words.count > 2 ? words[2] : nil))
        case ("group", 3...):
            guard let threshold = Threshold(word: words[1]) else { throw LogFormatError("not a number, any or all") }
            try add(Group(name: words[0], threshold: threshold, members: Array(words[2...])))
        case ("quorum", 1):
            try require(words[0] == .nobody ? nil : words[0])
        default:
            throw LogFormatError("not a line of a policy")
        }
    }

    /// The policy as a file: logs, witnesses, groups, quorum, without comments.
    package var bytes: [UInt8] {
        var lines: [[PolicyWord?]] = []
        for log in logs { lines.append([PolicyWord("log"), PolicyWord(log.key.description), log.url]) }
        for witness in witnesses {
            lines.append([PolicyWord("witness"), witness.name, PolicyWord(witness.key.description), witness.url])
        }
        for group in groups {
            lines.append([PolicyWord("group"), group.name, group.threshold.word] + group.members)
        }
        lines.append([PolicyWord("quorum"), quorum ?? .nobody])
        return lines.flatMap { line in
            line.compactMap { $0?.octets }.joined(separator: [0x20]) + [lineFeed]
        }
    }
}

extension LogPolicy.Threshold {
    fileprivate init?(word: PolicyWord) {
        switch word.description {
        case "any": self = .any
        case "all": self = .all
        case let digits:
            guard let count = plainNumber(digits) else { return nil }
            self = .count(count)
        }
    }

    fileprivate var word: PolicyWord? {
        switch self {
        case .count(let count): PolicyWord(String(count))
        case .any: PolicyWord("any")
        case .all: PolicyWord("all")
        }
    }
}

extension VerifierKey {
    fileprivate init(word: PolicyWord) throws(LogFormatError) {
        guard let text = String(validating: word.octets, as: UTF8.self) else { throw LogFormatError("not UTF-8") }
        try self.init(parsing: text)
    }
}

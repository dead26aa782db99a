/// One reader of foreign bytes: what it is fed, and a law it must keep beside not trapping.
package struct Reader: Sendable {
    package let name: String
    package let seeds: [String]
    /// Whether the law holds for these bytes; a refusal is always fine.
    package let read: @Sendable ([UInt8]) -> Bool

    init(name: String, seeds: [String], read: @escaping @Sendable ([UInt8]) -> Bool) {
        self.name = name
        self.seeds = seeds
        self.read = read
    }
}

/// Readers of one family of formats, which are fed from one corpus: the first byte of an input, modulo their number, picks
/// the reader, and the rest is what it reads.
package struct Fuzzer: Sendable {
    package let name: String
    package let readers: [Reader]

    package static let all = [
        Fuzzer(name: "notes", readers: Reader.notes),
        Fuzzer(name: "log-proofs", readers: Reader.logProofs),
        Fuzzer(name: "results", readers: Reader.results),
        Fuzzer(name: "ballot-files", readers: Reader.ballotFiles),
        Fuzzer(name: "archives", readers: Reader.archives),
        Fuzzer(name: "encrypted-ballots", readers: Reader.encryptedBallots),
        Fuzzer(name: "elections", readers: Reader.elections),
        Fuzzer(name: "trustees", readers: Reader.trustees),
        Fuzzer(name: "texts", readers: Reader.texts),
        Fuzzer(name: "imports", readers: Reader.imports),
    ]

    /// A good input of each kind, to begin with.
    package var seeds: [[UInt8]] {
        readers.enumerated().flatMap { number, reader in reader.seeds.map { [UInt8(number)] + Array($0.utf8) }
        }
    }

    /// The reader whose law an input breaks; nil if it is kept.
    package func fault(_ input: [UInt8]) -> Reader? {
        guard let first = input.first else { return nil }
        let reader = readers[Int(first) % readers.count]
        return reader.read(Array(input.dropFirst())) ? nil : reader
    }
}

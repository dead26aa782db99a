package import Phrases

/// The phrases that `recount` carries, copied from `Resources/phrases` by `bin/record-phrases`.
package enum RecordPhrases {
    /// Keys that begin like this are copied.
    package static let prefixes = [
        "rule.", "recount.", "format.list ",
        "log.malformed-checkpoint ",
        "log.unknown-log ",
        "log.bad-signature ",
        "log.not-signed-by-log ",
        "log.too-few-witnesses ",
        "log.not-included ",
    ]

    /// The lines of each language's file that were copied.
    package static let texts: [Language: String] = parts.mapValues { $0.joined(separator: "\n") }

    private static let parts: [Language: [String]] = [
        .german: [german1, german2, german3, german4, german5],
        .english: [english1, english2, english3, english4, english5],
        .simple: [simple1],
    ]
}

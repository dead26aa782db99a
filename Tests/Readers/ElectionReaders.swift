import Core
import ElectionCrypto
import Foundation

/// The readers of encrypted elections, fed with the worked example that the booth is tested with, too.
extension Reader {
    private static let example: [String: String] = {
        let path = #filePath.replacing("Readers/ElectionReaders.swift", with: "Booth/vectors.json")
        let json = FileManager.default.contents(atPath: path).flatMap { try? JSON(parsing: Array($0)) }
        return ["election", "trustees", "ballot", "publicCredential"].reduce(into: [:]) { texts, key in
            texts[key] = json?[key]?.string ?? ""
        }
    }()

    private static func seed(_ key: String) -> String { example[key] ?? "" }

    /// Begin, setup and one ballot. An archive is text but for its padding.
    private static let archive: String = {
        var writer = ArchiveWriter(timestamp: 1_700_000_000)
        var bytes = writer.opening
        bytes += writer.setup(
            election: Array(seed("election").utf8), trustees: Array(seed("trustees").utf8),
            credentials: Array("[\"\(seed("publicCredential"))\"]".utf8))
        bytes += writer.ballot(Array(seed("ballot").utf8))
        return String(decoding: bytes, as: UTF8.self)
    }()

    static let archives = [
        Reader(name: "election archive", seeds: [archive]) { bytes in
            var chance = SystemRandomNumberGenerator()
            let check = ElectionCheck(mustBeComplete: false)
            guard let report = try? check.report(on: .bytes(bytes), using: &chance) else { return true }
            // The only archive of these lengths that holds is the example itself, or its beginning.
            return !report.holds || Array(archive.utf8).starts(with: bytes)
        }
    ]

    static let encryptedBallots = [
        Reader(name: "encrypted ballot", seeds: [seed("ballot")]) { bytes in
            guard let ballot = try? EncryptedBallot(parsing: bytes, in: Ed25519Group.shared) else {
                return true
            }
            return (try? EncryptedBallot(parsing: bytes, in: Ed25519Group.shared))?.hash == ballot.hash
        },
        Reader(name: "opened ballot", seeds: [opened]) { bytes in
            guard let opened = try? SpoiledBallot(parsing: bytes) else {
                return bytes != Array(Reader.opened.utf8)
            }
            // The example's ballot is signed: nothing that is said of it opens it.
            return (try? opened.fault(in: Array(seed("election").utf8))) == .ballot
                || opened.ballot != Array(seed("ballot").utf8)
        },
    ]

    private static let opened = JSON.object([
        "ballot": .string(seed("ballot")), "election": .string(seed("election")),
        "opening": ["choices": [[0, 1]], "randomness": [["81", "4"]]],
    ]).text

    static let elections =
        [
            Reader(
                name: "election file",
                seeds: [
                    seed("election"),
                    #"{"version":1,"description":"","name":"N","group":"Ed25519","public_key":"\#(seed("publicCredential"))","questions":[{"answers":["A","B"],"blank":true,"min":1,"max":2,"question":"?"},{"type":"NonHomomorphic","value":{"answers":["A","B"],"question":"?"},"extra":{"method":"Schulze","blank":true}}],"uuid":"8xK2mPqRs7TuVw"}"#,
                ]
            ) { bytes in
                guard let election = try? ElectionParameters(parsing: bytes) else { return true }
                return !election.questions.isEmpty || bytes.count < 10_000
            },
            Reader(name: "trustees of an election", seeds: [seed("trustees")]) { bytes in
                let group = Ed25519Group.shared
                guard let trustees = try? Trustees(parsing: bytes, in: group) else { return true }
                let text = trustees.text(in: group)
                return (try? Trustees(parsing: Array(text.utf8), in: group))?.text(in: group) == text
            },
            Reader(
                name: "encrypted tally",
                seeds: [
                    "[[{\"alpha\":\"\(seed("publicCredential"))\",\"beta\":\"\(seed("publicCredential"))\"}],[]]"
                ]
            ) { bytes in
                let group = Ed25519Group.shared
                guard let tally = try? EncryptedTally(parsing: bytes, in: group) else { return true }
                return (try? EncryptedTally(parsing: Array(tally.text(in: group).utf8), in: group)) == tally
            },
            Reader(
                name: "partial decryption",
                seeds: [
                    "{\"decryption_factors\":[[\"\(seed("publicCredential"))\"]],\"decryption_proofs\":[[{\"challenge\":\"1\",\"response\":\"2\"}]]}"
                ]
            ) { bytes in
                let group = Ed25519Group.shared
                guard let part = try? PartialDecryption(parsing: bytes, in: group) else { return true }
                let text = part.text(in: group)
                return (try? PartialDecryption(parsing: Array(text.utf8), in: group))?.text(in: group) == text
            },
            Reader(
                name: "terms of an election",
                seeds: [#"{"roll_size":1200,"total_weight":1200,"shuffles":2,"mixers":[1,3]}"#]
            ) { bytes in
                guard let terms = try? ElectionTerms(parsing: bytes) else { return true }
                return (try? ElectionTerms(parsing: Array(terms.text.utf8))) == terms
            },
        ] + counting

    /// What the trustees' count is made of. Here the seed itself must be taken.
    private static let counting = [
        Reader(name: "public credentials", seeds: [credentials]) { bytes in
            let group = Ed25519Group.shared
            guard let list = try? PublicCredentials(parsing: bytes, in: group) else {
                return bytes != Array(credentials.utf8)
            }
            return list.totalWeight >= list.count
        },
        Reader(name: "shuffle", seeds: [shuffle]) { bytes in
            let group = Ed25519Group.shared
            guard let read = try? ElectionShuffle(parsing: bytes, in: group) else {
                return bytes != Array(shuffle.utf8)
            }
            return (try? ElectionShuffle(parsing: Array(read.text(in: group).utf8), in: group)) == read
        },
        Reader(name: "result of an election", seeds: [result]) { bytes in
            guard let read = try? ElectionResult(parsing: bytes, questions) else {
                return bytes != Array(result.utf8)
            }
            return (try? ElectionResult(parsing: Array(read.text.utf8), questions)) == read
        },
    ]

    private static let credentials = #"["\#(seed("publicCredential")),3"]"#

    private static let shuffle: String = {
        let element = "\"\(seed("publicCredential"))\""
        let proof =
            "[[\(element),\(element),\(element),[\(element),\(element)],[\(element)]],"
            + "[\"1\",\"2\",\"3\",\"4\",[\"5\"],[\"6\"]],[\(element)],[\(element)]]"
        return "{\"ciphertexts\":[[{\"alpha\":\(element),\"beta\":\(element)}]],\"proofs\":[\(proof)]}"
    }()

    private static let result = #"{"result":[[3,5],[[1,2,3],[2,1,3]]]}"#

    private static let questions: [BallotQuestion] = [
        .choice(.init(answers: ["A", "B"], limits: 0...1, question: "?")),
        .ranked(.init(answers: ["A", "B", "C"], question: "?")),
    ]
}

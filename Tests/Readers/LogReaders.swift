import Core
import PublicRecord
import TransparencyLog

/// The readers of the log's files, and of what is proven with them.
extension Reader {
    static let notes = [
        Reader(
            name: "signed note",
            seeds: [
                "example.org/log\n7\nEb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=\n\n\u{2014} example.org/log SC7OpgAAAAAA\n"
            ]
        ) { bytes in
            guard let note = try? SignedNote(parsing: bytes) else { return true }
            return note.bytes == bytes
        },
        Reader(
            name: "checkpoint", seeds: ["example.org/log\n7\nEb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=\n"]
        ) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let checkpoint = try? Checkpoint(parsing: text) else { return true }
            return checkpoint.text == text
        },
        Reader(
            name: "policy",
            seeds: [
                "log audit.example.org/town+482ecea6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\nquorum none\n",
                "# empty\n",
            ]
        ) { bytes in
            guard let policy = try? LogPolicy(parsing: bytes) else { return true }
            return (try? LogPolicy(parsing: policy.bytes)) != nil
        },
        Reader(
            name: "entry bundle", seeds: ["\u{0}\u{3}abc\u{0}\u{0}\u{0}\u{1}x"]
        ) { bytes in
            let entries = EntryBundle.decode(bytes)
            if let entries, EntryBundle.length(of: entries.count, in: bytes) != bytes.count { return false }
            return entries.map { EntryBundle.encode($0) == bytes } ?? true
        },
    ]

    static let logProofs = [
        Reader(
            name: "proof file",
            seeds: [
                """
                c2sp.org/tlog-proof@v1
                extra e30=
                index 3
                iNPoJtLIvOhKGYVxtyyvrdKaO0OdZjZRZQWu3gi4o+I=

                example.org/log
                7
                Eb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=

                \u{2014} example.org/log SC7OpgAAAAAA

                """
            ]
        ) { bytes in
            guard let proof = try? LogProof(parsing: bytes) else { return true }
            return proof.bytes == bytes
        },
        Reader(
            name: "request to a witness",
            seeds: [
                """
                old 3
                iNPoJtLIvOhKGYVxtyyvrdKaO0OdZjZRZQWu3gi4o+I=

                example.org/log
                7
                Eb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=

                \u{2014} example.org/log SC7OpgAAAAAA

                """
            ]
        ) { bytes in
            guard let request = try? WitnessRequest(parsing: bytes) else { return true }
            return request.bytes == bytes
        },
        Reader(
            name: "proof of a fork",
            seeds: [
                #"""
                {"format":"mitstimme-log-fork/v1","larger":"a\n1\nEb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=\n\n\u2014 a SC7OpgAAAAAA\n","proof":["iNPoJtLIvOhKGYVxtyyvrdKaO0OdZjZRZQWu3gi4o+I="],"root":"Eb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=","smaller":"a\n1\nEb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=\n\n\u2014 a SC7OpgAAAAAA\n"}
                """#
            ]
        ) { bytes in
            guard let fork = try? LogFork(parsing: bytes) else { return true }
            return (try? LogFork(parsing: fork.json.canonical)) == fork
        },
        Reader(
            name: "receipt",
            seeds: [
                #"""
                <p><script type="application/json" id="receipt">{"commitment":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","leaf":"{}","opening":{"content":"{}","salt":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},"policy":"quorum none\n","proof":"c2sp.org/tlog-proof@v1\nindex 3\n\na\n1\nEb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=\n\n\u2014 a SC7OpgAAAAAA\n"}</script>
                """#
            ]
        ) { bytes in
            guard let receipt = try? Receipt(parsing: bytes) else { return true }
            guard let again = try? Receipt(parsing: Array(receipt.script.utf8)) else { return false }
            return again.proof == receipt.proof && again.leaf == receipt.leaf
                && again.opening == receipt.opening && again.commitment == receipt.commitment
        },
    ]
}

import Core
import Testing
import TransparencyLog

@Suite("A policy")
struct LogPolicyTests {
    private static func key(_ number: UInt8) -> String {
        CosigningKey(name: "w\(number).example", seed: Array(repeating: number, count: 32))?.vkey.description ?? ""
    }
    private static let log = "log audit.example.org/town+482ecea6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"

    /// The example of c2sp.org/tlog-policy with keys put in.
    private static let example = """
        \(log)
        witness X1 \(key(1))
        witness X2 \(key(2)) https://x2.example/
        witness X3 \(key(3))
        witness Y1 \(key(4))
        witness Y2 \(key(5))
        witness Y3 \(key(6))
        group X-witnesses 2 X1 X2 X3
        group Y-witnesses any Y1 Y2 Y3
        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y

        """

    private func parse(_ text: String) throws -> LogPolicy { try LogPolicy(parsing: Array(text.utf8)) }

    @Test("counts witnesses as its groups say", arguments: [
        ("X1 X2 Y1", true), ("X2 X3 Y3", true), ("X1 X2 X3 Y1 Y2 Y3", true),
        ("X1 Y1", false), ("X1 X2 X3", false), ("Y1 Y2 Y3", false), ("", false), ("X-and-Y", false), ("Z1", false),
    ])
    func quorum(cosigners: String, isMet: Bool) throws {
        let words = cosigners.split(separator: " ").compactMap { PolicyWord($0.utf8) }
        #expect(try parse(Self.example).isMet(by: Set(words)) == isMet)
    }

    @Test("is printed as it was read")
    func roundTrip() throws {
        #expect(try parse(Self.example).bytes == Array(Self.example.utf8))
        let policy = try WorkedExample.policy()
        #expect(try LogPolicy(parsing: policy.bytes) == policy)
    }

    @Test("without witnesses asks for none")
    func none() throws {
        let policy = try parse("\(Self.log)\nquorum none\n")
        #expect(policy.quorum == nil)
        #expect(policy.isMet(by: []))
        #expect(try parse("quorum none\n").logs.isEmpty)
    }

    @Test("may name one witness as the quorum")
    func oneWitness() throws {
        let policy = try parse("witness A \(Self.key(1))\nwitness B \(Self.key(2))\nquorum A\n")
        let (a, b) = (try #require(PolicyWord("A")), try #require(PolicyWord("B")))
        #expect(policy.isMet(by: [a]))
        #expect(!policy.isMet(by: [b]))
    }

    @Test("may be indented, with tabs, comments and blank lines")
    func layout() throws {
        let text = "\n  # Wer beobachtet?\n\twitness \t A  \(Self.key(1)) \n \t\nquorum A\t\n"
        #expect(try parse(text) == parse("witness A \(Self.key(1))\nquorum A\n"))
    }

    @Test("compares names byte by byte, UTF-8 or not")
    func opaqueNames() throws {
        let kelvin = "witness K \(Self.key(1))\nwitness \u{212A} \(Self.key(2))\nquorum \u{212A}\n"
        let policy = try parse(kelvin)
        #expect(policy.isMet(by: [try #require(PolicyWord("\u{212A}"))]))
        #expect(!policy.isMet(by: [try #require(PolicyWord("K"))]))
        let latin1 = Array("witness A".utf8) + [0xE4] + Array(" \(Self.key(1))\nquorum A".utf8) + [0xE4, 0x0A]
        #expect(try LogPolicy(parsing: latin1).bytes == latin1)
    }

    @Test("can hold 40 logs, witnesses and groups")
    func size() throws {
        var text = ""
        for number in UInt8(1)...40 {
            let key = try #require(SigningKey(name: "log\(number)", seed: Array(repeating: number, count: 32)))
            text += "log \(key.vkey)\nwitness w\(number) \(Self.key(number))\n"
            text += "group g\(number) any w\(number)\n"
        }
        let policy = try parse(text + "quorum g40\n")
        #expect(policy.logs.count == 40 && policy.witnesses.count == 40 && policy.groups.count == 40)
    }

    @Test("is not read from", arguments: [
        ("", nil), ("\(log)\n", nil), ("quorum none", nil),
        ("quorum none\nquorum none\n", 2), ("quorum A\n", 1), ("quorum\n", 1), ("quorum none none\n", 1),
        ("quorum A\nwitness A \(key(1))\n", 1),
        ("logs\nquorum none\n", 1), ("log\nquorum none\n", 1), ("log abc\nquorum none\n", 1),
        ("log \(key(1))\nquorum none\n", 1),
        ("\(log)\n\(log) https://log.example\nquorum none\n", 2),
        ("witness A \(log.dropFirst(4))\nquorum A\n", 1),
        ("witness none \(key(1))\nquorum none\n", 1),
        ("witness A \(key(1))\nwitness A \(key(2))\nquorum A\n", 2),
        ("witness A \(key(1))\nwitness B \(key(1))\nquorum A\n", 2),
        ("witness A \(key(1))\ngroup A any A\nquorum A\n", 2),
        ("witness A \(key(1))\ngroup g any A A\nquorum g\n", 2),
        ("witness A \(key(1))\ngroup g any A\ngroup h any A\nquorum g\n", 3),
        ("witness A \(key(1))\ngroup g any none\nquorum g\n", 2),
        ("witness A \(key(1))\ngroup g any h\ngroup h any A\nquorum g\n", 2),
        ("witness A \(key(1))\ngroup g any\nquorum g\n", 2),
        ("witness A \(key(1))\ngroup g 0 A\nquorum g\n", 2), ("witness A \(key(1))\ngroup g 2 A\nquorum g\n", 2),
        ("witness A \(key(1))\ngroup g +1 A\nquorum g\n", 2), ("witness A \(key(1))\ngroup g 01 A\nquorum g\n", 2),
        ("witness A \(key(1))\ngroup g most A\nquorum g\n", 2),
        ("quorum none\r\n", 1), ("# a\u{7}\nquorum none\n", 1), ("# \u{7F}\nquorum none\n", 1),
    ] as [(String, Int?)])
    func malformed(text: String, line: Int?) {
        let error = #expect(throws: LogFormatError.self) { try LogPolicy(parsing: Array(text.utf8)) }
        #expect(error?.line == line)
    }

    @Test("counts no witness that cannot be checked yet")
    func postQuantumWitness() throws {
        let key = try #require(VerifierKey(name: "pq.example", type: .mlDSA44, key: [UInt8](repeating: 5, count: 1312)))
        let policy = try parse("\(Self.log)\nwitness A \(key)\nquorum A\n")
        #expect(verify(checkpoint: try WorkedExample.cosigned(), policy: policy) == .invalid(.tooFewWitnesses))
    }
}

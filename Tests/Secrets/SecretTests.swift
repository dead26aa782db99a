import Foundation
import Secrets
import Testing

@Suite("A secret")
struct SecretTests {
    @Test("prints as <secret>, however it is printed")
    func printing() throws {
        let secret = Secret(text: "Ada's key")
        #expect(forms(of: secret) == ["<secret>", "<secret>", "<secret>", "- <secret>\n"])
        #expect("\([secret])" == "[<secret>]")
        #expect(forms(of: Token.draw()) == ["<secret>", "<secret>", "<secret>", "- <secret>\n"])
        #expect(forms(of: ChangeCode.draw()) == ["<secret>", "<secret>", "<secret>", "- <secret>\n"])
        #expect(forms(of: NumericCode.draw()) == ["<secret>", "<secret>", "<secret>", "- <secret>\n"])
    }

    private func forms(of value: some Confidential) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(describing: value), String(reflecting: value), dumped]
    }

    @Test("lends its bytes")
    func bytes() {
        #expect(Secret([1, 2, 3]).withBytes { Array($0) } == [1, 2, 3])
        #expect(Secret([1, 2, 3]).count == 3)
        #expect(Secret([]).withBytes { $0.isEmpty })
    }

    @Test(
        "is equal to one with the same bytes only",
        arguments: [
            ([], [], true), ([1, 2], [1, 2], true), ([1, 2], [1, 3], false), ([1, 2], [1, 2, 0], false),
            ([], [0], false),
        ] as [([UInt8], [UInt8], Bool)])
    func equality(left: [UInt8], right: [UInt8], isEqual: Bool) {
        #expect((Secret(left) == Secret(right)) == isEqual)
        #expect(constantTimeEquals(left, right) == isEqual)
    }
}

@Suite("The system's random generator")
struct SystemRandomTests {
    @Test("gives as many bytes as asked for, never the same 32 twice")
    func bytes() {
        #expect(SystemRandom.bytes(0).isEmpty)
        #expect(SystemRandom.bytes(33).count == 33)
        #expect(Set((0..<100).map { _ in SystemRandom.bytes(32) }).count == 100)
    }

    @Test("gives every number below a bound, and no other")
    func below() {
        #expect(Set((0..<500).map { _ in SystemRandom.below(6) }) == [0, 1, 2, 3, 4, 5])
        #expect(SystemRandom.below(1) == 0)
    }

    @Test("gives UUIDs of version 4")
    func uuid() {
        for _ in 0..<50 {
            let digits = Array(SystemRandom.uuid().uuidString)
            #expect(digits[14] == "4")
            #expect("89AB".contains(digits[19]))
        }
        #expect(SystemRandom.uuid() != SystemRandom.uuid())
    }
}

@Suite("HMAC-SHA-256")
struct HMAC256Tests {
    @Test(
        "gives the values of RFC 4231",
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131),
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ])
    func vectors(key: [UInt8], message: String, hex: String) {
        #expect(text(HMAC256.code(of: Array(message.utf8), key: key)) == hex)
        #expect(text(HMAC256.code(of: Array(message.utf8), key: Secret(key))) == hex)
    }

    private func text(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

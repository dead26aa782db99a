import Core
import Secrets
import Testing

@Suite("A secret locked with a passphrase")
struct SealedSecretTests {
    let content = Secret(text: "6368887567723186880385411611745855718585")
    let passphrase = Secret(password: "richtig Pferd Batterie Klammer")

    private func sealed() throws -> SealedSecret {
        try SealedSecret(content, passphrase: passphrase, context: "Ada", parameters: .test)
    }

    @Test("is opened by it, also after it was written and read")
    func opens() throws {
        let sealed = try sealed()
        #expect(try sealed.opened(passphrase: passphrase, context: "Ada") == content)
        let read = try #require(SealedSecret(members: sealed.members))
        #expect(read == sealed)
        #expect(try read.opened(passphrase: passphrase, context: "Ada") == content)
    }

    @Test("stays locked for another passphrase and beside another name")
    func staysLocked() throws {
        let sealed = try sealed()
        #expect(try sealed.opened(passphrase: Secret(password: "richtig"), context: "Ada") == nil)
        #expect(try sealed.opened(passphrase: passphrase, context: "Ben") == nil)
    }

    @Test("stays locked once any member is changed", arguments: ["box", "nonce", "salt"])
    func changed(key: String) throws {
        var members = try sealed().members
        var bytes = try #require([UInt8](base64: members[key]?.string ?? ""))
        bytes[3] ^= 1
        members[key] = .string(bytes.base64)
        let changed = try #require(SealedSecret(members: members))
        #expect(try changed.opened(passphrase: passphrase, context: "Ada") == nil)
    }

    @Test("looks different each time, and costs as much as RFC 9106 recommends unless told otherwise")
    func fresh() throws {
        #expect(try sealed() != sealed())
        #expect(SealedSecret.cost == Argon2Parameters(memoryKiB: 65_536, passes: 3, lanes: 4))
    }

    @Test(
        "is not read where a member is missing, short, or asks for more work than is bearable",
        arguments: [
            ("argon2", "m=99999999,t=3,p=4"), ("argon2", "m=64"), ("argon2", ""), ("salt", "AAAA"),
            ("nonce", "AAAA"), ("box", "AAAA"), ("box", "*"),
        ])
    func malformed(key: String, text: String) throws {
        var members = try sealed().members
        members[key] = .string(text)
        #expect(SealedSecret(members: members) == nil)
        members[key] = nil
        #expect(SealedSecret(members: members) == nil)
    }
}

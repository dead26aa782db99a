import Secrets
import Testing

@Suite("A password hash")
struct PasswordHashTests {
    @Test(
        "is the one that the command argon2 of Debian 12 computes",
        arguments: [
            (
                "password", "somesaltsomesalt", Argon2Parameters.current,
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE"
            ),
            (
                "Grüße, Duisburg", "0123456789abcdef", Argon2Parameters(memoryKiB: 64, passes: 3, lanes: 2),
                "$argon2id$v=19$m=64,t=3,p=2$MDEyMzQ1Njc4OWFiY2RlZg$nJ7WkcOYdN3oHDv7iMkVd9p8SK2ijSqdmTl1x24NLzc"
            ),
        ])
    func vectors(password: String, salt: String, parameters: Argon2Parameters, encoded: String) throws {
        let secret = Secret(password: password)
        let hash = try PasswordHash.make(password: secret, parameters: parameters, salt: Array(salt.utf8))
        #expect(hash.encoded == encoded)
        #expect(hash.parameters == parameters)
        let stored = try #require(PasswordHash(encoded: encoded))
        #expect(stored.verify(password: secret))
        #expect(!stored.verify(password: Secret(password: password + " ")))
        #expect(!stored.verify(password: Secret(password: "")))
    }

    @Test("has a salt of its own, so that equal passwords look different")
    func salt() throws {
        let password = Secret(password: "correct horse")
        let first = try PasswordHash.make(password: password, parameters: .test)
        let second = try PasswordHash.make(password: password, parameters: .test)
        #expect(first.encoded != second.encoded)
        #expect(first.verify(password: password) && second.verify(password: password))
    }

    @Test("is renewed when the parameters have changed")
    func rehash() throws {
        let hash = try PasswordHash.make(password: Secret(password: "a"), parameters: .test)
        #expect(hash.needsRehash())
        #expect(!hash.needsRehash(for: .test))
        #expect(hash.needsRehash(for: Argon2Parameters(memoryKiB: 64, passes: 1, lanes: 2)))
    }

    @Test("takes the same password however an umlaut was typed")
    func umlauts() throws {
        let hash = try PasswordHash.make(password: Secret(password: "M\u{FC}lheim"), parameters: .test)
        #expect(hash.verify(password: Secret(password: "Mu\u{308}lheim")))
    }

    @Test("takes a password of 1024 bytes and refuses a longer one")
    func length() throws {
        let longest = Secret(password: String(repeating: "a", count: 1024))
        let hash = try PasswordHash.make(password: longest, parameters: .test)
        #expect(hash.verify(password: longest))
        let tooLong = Secret(password: String(repeating: "a", count: 1025))
        #expect(!hash.verify(password: tooLong))
        #expect(throws: PasswordRejection.tooLong) {
            try PasswordHash.make(password: tooLong, parameters: .test)
        }
    }

    @Test("of an empty password can be checked, too")
    func empty() throws {
        let hash = try PasswordHash.make(password: Secret(password: ""), parameters: .test)
        #expect(hash.verify(password: Secret(password: "")))
        #expect(!hash.verify(password: Secret(password: "a")))
    }

    @Test("is not made with a salt that is too short")
    func shortSalt() {
        #expect(throws: Argon2Fault.self) {
            try PasswordHash.make(password: Secret(password: "a"), parameters: .test, salt: [1, 2, 3])
        }
    }

    @Test(
        "is not read from",
        arguments: [
            "", "password", "$2b$12$abcdefghijklmnopqrstuu5LMvbx1PqIwKUsQEOqzWLLL8mIVVz1y",
            "$argon2i$v=19$m=64,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$pbigQcuZHII9wPBZI5URmc0Lp86D/tE0caICkLhLFTQ",
            "$argon2id$v=16$m=64,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$vRvjqmYCOhkNw9EEPjS57A9wUpVGChTdPQlX3f8y59g",
            "$argon2id$v=19$m=2000000,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE",
            "$argon2id$v=19$m=64,t=200,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE",
            "$argon2id$v=19$m=64,t=2,p=0$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE",
            "$argon2id$v=19$m=+64,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE",
            "$argon2id$v=19$t=2,m=64,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE",
            "$argon2id$v=19$m=64,t=2$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE",
            "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$",
        ])
    func malformed(encoded: String) {
        #expect(PasswordHash(encoded: encoded) == nil)
    }
}

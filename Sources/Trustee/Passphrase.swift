import ArgumentParser
import Foundation
import Glibc
import Phrases
import Secrets
import Terminal

struct PassphraseOptions: ParsableArguments {
    @Option(help: "The file with your key. It stays with you and is locked with a passphrase.")
    var key: String

    @Option(help: "A file whose first line is the passphrase, instead of the terminal.")
    var passphraseFile: String?

    /// Locks a new key with next to no work, for tests that make many.
    @Flag(help: .hidden)
    var weakLock = false

    static let shortest = 12

    var cost: Argon2Parameters {
        if weakLock { Program.say("! --weak-lock: whoever has the file soon has the key") }
        return weakLock ? .test : SealedSecret.cost
    }

    /// The passphrase of a key that exists.
    func passphrase(_ words: Phrases) throws -> Secret {
        if let passphraseFile { return try Self.firstLine(passphraseFile) }
        return try Self.typed(words("trustee.passphrase.ask"), words)
    }

    /// The passphrase of a new key, typed twice.
    func newPassphrase(_ words: Phrases) throws -> Secret {
        if let passphraseFile {
            return try long(Self.firstLine(passphraseFile), words)
        }
        let first = try long(Self.typed(words("trustee.passphrase.new"), words), words)
        guard try Self.typed(words("trustee.passphrase.again"), words) == first else {
            throw BadInput(words("trustee.passphrase.differs"))
        }
        return first
    }

    private func long(_ passphrase: Secret, _ words: Phrases) throws -> Secret {
        guard passphrase.count >= Self.shortest else {
            throw BadInput(words("trustee.passphrase.short", ["count": "\(Self.shortest)"]))
        }
        return passphrase
    }

    private static func firstLine(_ path: String) throws -> Secret {
        let bytes = try readFile(path, longest: 4096).prefix { $0 != 0x0A }
        return Secret(password: String(decoding: bytes, as: UTF8.self))
    }

    /// Asks on the terminal and does not show what is typed.
    private static func typed(_ prompt: String, _ words: Phrases) throws -> Secret {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { throw BadInput(words("trustee.passphrase.no-terminal")) }
        defer { close(terminal) }
        var before = termios()
        guard tcgetattr(terminal, &before) == 0 else {
            throw BadInput(words("trustee.passphrase.no-terminal"))
        }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(terminal, TCSAFLUSH, &silent)
        defer {
            tcsetattr(terminal, TCSAFLUSH, &before)
            _ = Glibc.write(terminal, "\n", 1)
        }
        let question = Array("\(prompt) ".utf8)
        _ = Glibc.write(terminal, question, question.count)
        var line: [UInt8] = []
        defer { for index in line.indices { line[index] = 0 } }
        var byte: UInt8 = 0
        while line.count < 1024, Glibc.read(terminal, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        return Secret(password: String(decoding: line, as: UTF8.self))
    }
}

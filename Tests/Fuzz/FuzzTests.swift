import Acts
import Chance
import Core
import Foundation
import Readers
import Support
import Testing

/// `bin/fuzz` looks for inputs by what they reach in the code; here everything it kept is read again, and some more.
@Suite("Readers of foreign bytes")
struct FuzzTests {
    /// Inputs that `bin/fuzz --keep` found to reach each a place of its own, a line of Base64 each.
    private func corpus(_ fuzzer: Fuzzer) throws -> [[UInt8]] {
        let path = "\(checkout)/Tests/Fuzz/corpus/\(fuzzer.name).txt"
        let text = try #require(FileManager.default.contents(atPath: path), "\(path)")
        return try String(decoding: text, as: UTF8.self).split(separator: "\n").map { line in
            Array(try #require(Data(base64Encoded: String(line)), "\(path): \(line)"))
        }
    }

    @Test(
        "keep their laws on everything that a fuzzer found worth keeping", arguments: Fuzzer.all.map(\.name))
    func kept(_ name: String) throws {
        let fuzzer = try #require(Fuzzer.all.first { $0.name == name })
        let inputs = try corpus(fuzzer)
        #expect(inputs.count > 10)
        for input in inputs { #expect(fuzzer.fault(input)?.name == nil, "\(input.hex)") }
    }

    /// Its types are those of the database, which no fuzzer needs.
    @Test("of a Polis export takes or refuses it, whatever was changed in it")
    func polis() {
        var random = SeededRandom(7)
        let seed =
            "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1,x,0,1,2,3,1,\"a \"\"b\"\"\"\n"
        let votes = Array("timestamp,comment-id,voter-id,vote\n1,0,1,1\n".utf8)
        var refused = 0
        for _ in 0..<Tier.current.mutations {
            let changed = mutated(Array(seed.utf8), &random)
            if (try? PolisExport(comments: changed, votes: votes)) == nil { refused += 1 }
        }
        #expect(refused > 0 && refused < Tier.current.mutations)
    }

    @Test("have a corpus each, and no corpus is without its readers")
    func corpora() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: checkout + "/Tests/Fuzz/corpus")
        #expect(Set(files) == Set(Fuzzer.all.map { $0.name + ".txt" }))
    }

    @Test("keep their laws on good input with something changed", arguments: Fuzzer.all.map(\.name))
    func mutations(_ name: String) throws {
        let fuzzer = try #require(Fuzzer.all.first { $0.name == name })
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed)
        let seeds = fuzzer.seeds
        for round in 0..<Tier.current.mutations / 5 {
            let input = mutated(seeds[random.below(seeds.count)], &random)
            #expect(fuzzer.fault(input)?.name == nil, "seed \(seed), round \(round): \(input.hex)")
        }
    }
}

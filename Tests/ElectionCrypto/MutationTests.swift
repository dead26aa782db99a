import Chance
import Core
import ElectionCrypto
import Testing

@Suite("A valid archive")
struct MutationTests {
    /// An archive with sums alone, and one whose ballots are mixed, too.
    private struct Whole {
        let sample: SampleElection<SmallGroup>
        let head: Digest

        init(isRanked: Bool) throws {
            sample = try SampleElection(in: SmallGroup(), isRanked: isRanked)
            head = try #require(sample.report(sample.archive).head)
        }
    }

    @Test("is refused after any change of its bytes", arguments: [false, true])
    func bytes(isRanked: Bool) throws {
        let sample = try Whole(isRanked: isRanked).sample
        let archive = sample.archive
        var chance = SeededRandom(11)
        for round in 0..<(Tier.current == .quick ? 100 : Tier.current.mutations / 2) {
            var changed = archive
            let place = chance.below(archive.count)
            switch round % 6 {
            case 0: changed[place] ^= 1 << UInt8(chance.below(8))
            case 1: changed[place] = UInt8(chance.below(256))
            case 2: changed.remove(at: place)
            case 3: changed.insert(UInt8(chance.below(256)), at: place)
            case 4: changed = Array(changed.prefix(place))
            default:
                changed.insert(
                    contentsOf: archive[(place / 512 * 512)...].prefix(1024), at: place / 512 * 512)
            }
            guard changed != archive else { continue }
            let holds = sample.report(changed).holds
            #expect(!holds, "round \(round) at byte \(place)")
        }
    }

    @Test(
        "is refused after a change of any value in any file, though all hashes are made right again",
        arguments: [false, true])
    func values(isRanked: Bool) throws {
        var chance = SeededRandom(12)
        let whole = try Whole(isRanked: isRanked)
        let sample = whole.sample
        let all = sample.entries.flatMap { $0.files.flatMap { tokens($0).map { String($0.text) } } }
        for (number, entry) in sample.entries.enumerated() {
            for (file, content) in entry.files.enumerated() {
                for token in tokens(content) {
                    if Tier.current == .quick, chance.below(32) > 0 { continue }
                    let old = String(token.text)
                    let others = [old + "1", String(old.dropLast()), all[chance.below(all.count)]]
                    for new in others where new != old {
                        expectRefusal(of: splice(content, token.range, new), number, file, whole)
                    }
                }
            }
        }
    }

    @Test(
        "is refused after a part of any file is dropped or doubled, though all hashes are made right again",
        arguments: [false, true])
    func members(isRanked: Bool) throws {
        var chance = SeededRandom(13)
        let whole = try Whole(isRanked: isRanked)
        let sample = whole.sample
        for (number, entry) in sample.entries.enumerated() {
            for (file, content) in entry.files.enumerated() {
                for part in parts(content) {
                    if Tier.current == .quick, chance.below(32) > 0 { continue }
                    expectRefusal(of: splice(content, part, ""), number, file, whole)
                    let text = String(decoding: content[part], as: UTF8.self)
                    expectRefusal(of: splice(content, part, text + text), number, file, whole)
                }
            }
        }
    }

    /// Names of trustees, voters who did not vote, who mixed, and signatures that earlier versions did not write are bound by
    /// the witnessed head alone.
    private func expectRefusal(of content: [UInt8], _ number: Int, _ file: Int, _ whole: Whole) {
        let (sample, head) = (whole.sample, whole.head)
        let changed = sample.archive { $0[number].files[file] = content }
        // A record's hashes are made right again, whatever they were changed to.
        guard changed != sample.archive else { return }
        let isBoundByHead = number == 0 && file == 2 || sample.entries[number].kind == .shuffle && file == 1
        let check = ElectionCheck(heads: isBoundByHead ? [WitnessedHead(head)] : nil, concurrency: .serial)
        let report = sample.report(changed, check)
        let isOlder = number == 0 && file == 1 && (report.lacks != [] || report.trustees.first != "Ada")
        let isRefused = !report.holds || isOlder
        #expect(isRefused, "event \(number), file \(file): \(content.text)")
    }

    private func splice(_ content: [UInt8], _ range: Range<Int>, _ text: String) -> [UInt8] {
        Array(content[..<range.lowerBound]) + Array(text.utf8) + Array(content[range.upperBound...])
    }

    /// The texts and numbers in a file, without quotation marks.
    private func tokens(_ content: [UInt8]) -> [(text: String, range: Range<Int>)] {
        var found: [(text: String, range: Range<Int>)] = []
        var start: Int?
        for (index, byte) in content.enumerated() {
            let isPart = !Array("{}[],:\"\\ ".utf8).contains(byte)
            if isPart, start == nil { start = index }
            if !isPart, let from = start {
                found.append((String(decoding: content[from..<index], as: UTF8.self), from..<index))
                start = nil
            }
        }
        return found
    }

    /// The members of objects and the items of lists, each with the comma before it.
    private func parts(_ content: [UInt8]) -> [Range<Int>] {
        var starts: [Int] = []
        var found: [Range<Int>] = []
        for (index, byte) in content.enumerated() {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): starts.append(index + 1)
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard let start = starts.popLast() else { continue }
                if start < index { found.append(start..<index) }
                if byte == UInt8(ascii: ",") { starts.append(index) }
            default: break
            }
        }
        return found
    }
}

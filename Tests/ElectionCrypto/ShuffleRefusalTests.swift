import Chance
import ElectionCrypto
import Testing

@Suite("A changed shuffle")
struct ShuffleRefusalTests {
    @Test("is refused, whichever element was changed", arguments: mixedGroupNames)
    func elements(name: String) throws {
        func check<G: Group>(_ group: G) {
            var box = MixedBox(group, count: 2)
            let paths: [WritableKeyPath<Shuffle<G>, G.Element>] = [
                \.output[0].alpha, \.output[1].beta, \.proof.announcement.sum, \.proof.announcement.product,
                \.proof.announcement.powers, \.proof.announcement.beta, \.proof.announcement.alpha,
                \.proof.announcement.chain[0], \.proof.announcement.chain[1], \.proof.commitments[0],
                \.proof.commitments[1], \.proof.chain[0], \.proof.chain[1],
            ]
            for path in paths {
                var changed = box.shuffle
                changed[keyPath: path] = group.product(changed[keyPath: path], group.generator)
                guard case .invalid(.equation) = box.verdict(changed) else {
                    Issue.record("\(path)")
                    continue
                }
            }
        }
        let group = try #require(ElectionGroups.named(name))
        check(group)
    }

    @Test("is refused, whichever response was changed, and says where", arguments: mixedGroupNames)
    func responses(name: String) throws {
        func check<G: Group>(_ group: G) {
            var box = MixedBox(group, count: 2)
            let paths: [(WritableKeyPath<Shuffle<G>, G.Scalar>, ShuffleEquation)] = [
                (\.proof.response.sum, .sum), (\.proof.response.product, .product),
                (\.proof.response.powers, .powers), (\.proof.response.encryption, .beta),
                (\.proof.response.chain[0], .chain(0)), (\.proof.response.chain[1], .chain(1)),
                (\.proof.response.weights[0], .powers), (\.proof.response.weights[1], .powers),
            ]
            for (path, equation) in paths {
                var changed = box.shuffle
                changed[keyPath: path] = group.sum(changed[keyPath: path], group.one)
                #expect(box.verdict(changed) == .invalid(.equation(equation)))
            }
        }
        let group = try #require(ElectionGroups.named(name))
        check(group)
    }

    @Test("is refused for a list of another length")
    func lengths() {
        var box = MixedBox(Ed25519Group.shared, count: 2)
        let shorten: [(ShuffleList, (inout Shuffle<Ed25519Group>) -> Void)] = [
            (.outputAlpha, { $0.output.removeLast() }),
            (.commitments, { $0.proof.commitments.removeLast() }),
            (.chain, { $0.proof.chain.removeLast() }),
            (.chainAnnouncements, { $0.proof.announcement.chain.removeLast() }),
            (.chainResponses, { $0.proof.response.chain.removeLast() }),
            (.weightResponses, { $0.proof.response.weights.append($0.proof.response.sum) }),
        ]
        for (list, change) in shorten {
            var changed = box.shuffle
            change(&changed)
            #expect(box.verdict(changed) == .invalid(.length(list)))
        }
    }

    @Test("is refused for an element outside the subgroup, and says which")
    func strangers() throws {
        let group = Ed25519Group.shared
        var box = MixedBox(group, count: 3)
        let order2 = try #require(group.element("7" + String(repeating: "f", count: 61) + "ec"))
        let paths: [(WritableKeyPath<Shuffle<Ed25519Group>, Ed25519Group.Element>, ShuffleList, Int)] = [
            (\.output[2].alpha, .outputAlpha, 2), (\.output[1].beta, .outputBeta, 1),
            (\.proof.commitments[0], .commitments, 0), (\.proof.chain[2], .chain, 2),
            (\.proof.announcement.sum, .announcements, 0), (\.proof.announcement.alpha, .announcements, 4),
            (\.proof.announcement.chain[1], .chainAnnouncements, 1),
        ]
        for (path, list, place) in paths {
            var changed = box.shuffle
            changed[keyPath: path] = group.product(changed[keyPath: path], order2)
            #expect(box.verdict(changed) == .invalid(.stranger(list, place)))
        }
        var input = box.input
        input[1].beta = group.product(input[1].beta, order2)
        let verdict = box.shuffling.verdict(box.shuffle, of: input, using: &box.random)
        #expect(verdict == .invalid(.stranger(.inputBeta, 1)))
        let shuffling = Shuffling(group, publicKey: order2, fingerprint: box.shuffling.fingerprint)
        let other = shuffling.verdict(box.shuffle, of: box.input, using: &box.random)
        #expect(other == .invalid(.stranger(.publicKey, 0)))
    }
}

import Core
import Testing
import TransparencyLog

@Suite("A proof of a fork")
struct LogForkTests {
    private static let lie = WorkedExample.leaves.enumerated().map { $0 == 1 ? emptyRoot : $1 }

    private func note(_ leaves: [Hash], _ size: Int, origin: String = WorkedExample.origin) throws
        -> SignedNote
    {
        try #require(Checkpoint(origin: origin, size: size, root: root(of: leaves.prefix(size))))
            .sign(with: WorkedExample.log())
    }

    /// That the log signed the true tree of `large` and the lie of `small`.
    private func fork(_ small: Int, _ large: Int) throws -> LogFork {
        LogFork(
            smaller: try note(Self.lie, small), larger: try note(WorkedExample.leaves, large),
            root: root(of: WorkedExample.leaves.prefix(small)),
            proof: consistencyProof(from: small, to: large, in: WorkedExample.leaves))
    }

    @Test("holds for every pair of sizes at which the histories differ", arguments: 2...7, 2...7)
    func proven(small: Int, large: Int) throws {
        guard small <= large else { return }
        let fork = try fork(small, large)
        let again = try LogFork(parsing: fork.json.canonical)
        #expect(again == fork)
        #expect(
            again.verify(policy: try WorkedExample.policy())
                == .proven(
                    origin: WorkedExample.origin, size: small, signed: root(of: Self.lie.prefix(small)),
                    other: root(of: WorkedExample.leaves.prefix(small))))
    }

    @Test("does not hold where the histories are the same")
    func same() throws {
        #expect(try fork(1, 7).verify(policy: try WorkedExample.policy()) == .notProven(.agree))
    }

    @Test("does not hold with other signatures, logs or hashes")
    func wrong() throws {
        let good = try fork(3, 7)
        let policy = try WorkedExample.policy()
        let forged = try #require(SigningKey(name: WorkedExample.origin, seed: Array(1...32)))
        let stranger = try #require(SigningKey(name: "log.test/other", seed: Array(2...33)))
        let checkpoint = try Checkpoint(parsing: good.smaller.text)
        let unsigned = LogFork(
            smaller: try checkpoint.sign(with: forged), larger: good.larger, root: good.root,
            proof: good.proof)
        #expect(unsigned.verify(policy: policy) == .notProven(.checkpoint(.notSignedByLog)))
        let foreign = LogFork(
            smaller: good.smaller,
            larger: try #require(
                Checkpoint(origin: stranger.name, size: 7, root: root(of: WorkedExample.leaves))
            )
            .sign(with: stranger), root: good.root, proof: good.proof)
        #expect(foreign.verify(policy: policy) == .notProven(.checkpoint(.unknownLog)))
        let both = try LogPolicy(
            logs: policy.logs + [.init(key: stranger.vkey)], witnesses: [], groups: [], quorum: nil)
        #expect(foreign.verify(policy: both) == .notProven(.twoLogs))
        for proof in [[], Array(good.proof.dropLast()), good.proof + [emptyRoot]] {
            let bad = LogFork(smaller: good.smaller, larger: good.larger, root: good.root, proof: proof)
            #expect(bad.verify(policy: policy) == .notProven(.badProof))
        }
        let swapped = LogFork(smaller: good.larger, larger: good.smaller, root: good.root, proof: good.proof)
        #expect(swapped.verify(policy: policy) == .notProven(.badProof))
    }

    @Test("does not ask for witnesses: the log's word alone is the fraud")
    func witnesses() throws {
        #expect(try WorkedExample.policy().quorum != nil)
        #expect(try WorkedExample.policy().logsAlone.quorum == nil)
        #expect(try WorkedExample.policy().logsAlone.logs == WorkedExample.policy().logs)
    }
}

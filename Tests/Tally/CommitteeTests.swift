import Chance
import Tally
import Testing

@Suite("A committee")
struct CommitteeTests {
    /// Our rule, its parameters, and abcvoting's name for it.
    static let peers: [(rule: Rule, given: [String: Parameter.Value], peer: String)] = [
        (.sequentialPAV, [:], "seqpav"), (.sequentialPhragmen, [:], "seqphragmen"),
        (.equalSharesCommittee, [:], "equal-shares"),
        (.equalSharesCommittee, ["completion": .choice("utilitarian")], "equal-shares-with-av-completion"),
        (.proportionalApproval, [:], "pav"), (.chamberlinCourant, [:], "cc"),
    ]

    @Test(
        "is one of all those that abcvoting finds",
        .enabled(if: electionData != nil, "shared/data/elections is absent"), arguments: peers.indices)
    func peer(index: Int) throws {
        let (rule, given, peer) = Self.peers[index]
        var compared = 0
        let share = Tier.current == .quick ? 10 : 1
        for (number, instance) in try CommitteeInstance.all.enumerated() where number % share == 0 {
            guard let expected = instance.winners[peer], !expected.isEmpty else { continue }
            let outcome = try rule.outcome(of: instance.profile, seats: instance.seats, given)
            #expect(outcome.committees == expected, "\(instance.name)")
            #expect(outcome.isComplete, "\(instance.name)")
            #expect(Checker.check(outcome, against: instance.profile) == .accepted, "\(instance.name)")
            compared += 1
        }
        #expect(compared >= 100 / share)
    }
}

extension Rule {
    /// Each voter marks any number of options; a voter counts 1 as soon as one of them is elected.
    ///
    /// Elected is the committee that is marked by the most voters at least once. It is found by exhaustive search with
    /// proof; where the search would take too long, nothing is counted (`TallyError.tooMany`).
    package static let chamberlinCourant = Rule(
        id: "chamberlin-courant",
        source: "Chamberlin & Courant 1983, American Political Science Review 77; for approval: Thiele 1895",
        ballot: .approvals, reading: .support,
        parameters: Parameter.marks + Parameter.ties([.report, .drawn]),
        count: { profile, parameters, seats throws(TallyError) in
            let committee = BestCommittee(
                rule: "chamberlin-courant", parameters: parameters, seats: seats, profile: profile)
            return try committee.outcome { levels throws(TallyError) in CommitteeScore(coverageTo: levels) }
        },
        check: { outcome, profile throws(Refusal) in
            try checkBestCommittee(outcome, profile, isHarmonic: false)
        })
}

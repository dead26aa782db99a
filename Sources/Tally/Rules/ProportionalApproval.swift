extension Rule {
    /// Each voter marks any number of options; a voter with n elected options counts 1 + 1/2 + … + 1/n.
    ///
    /// Elected is the committee with the highest sum over all voters. It is found by exhaustive search with proof;
    /// where the search would take too long, nothing is counted (`TallyError.tooMany`).
    package static let proportionalApproval = Rule(
        id: "proportional-approval",
        source: "Thiele 1895; Aziz, Brill, Conitzer, Elkind, Freeman & Walsh 2017, Justified representation",
        ballot: .approvals, reading: .support,
        parameters: Parameter.marks + Parameter.ties([.report, .drawn]),
        count: { profile, parameters, seats throws(TallyError) in
            let committee = BestCommittee(
                rule: "proportional-approval", parameters: parameters, seats: seats, profile: profile)
            return try committee.outcome { levels throws(TallyError) in
                guard levels <= CommitteeScore.mostLevels else { throw .tooMany(CommitteeScore.mostLevels) }
                return CommitteeScore(harmonicTo: levels)
            }
        },
        check: { outcome, profile throws(Refusal) in
            try checkBestCommittee(outcome, profile, isHarmonic: true)
        })
}

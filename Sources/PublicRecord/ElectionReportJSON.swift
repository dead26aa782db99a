package import Core
package import ElectionCrypto

/// The members of the JSON that `recount election` prints and a result's page offers, as docs/protocol.md lists them.
extension ElectionReport {
    package var members: [String: JSON] {
        var members: [String: JSON] = [
            "checks": .object(
                Dictionary(
                    Check.allCases.map { ($0.rawValue, self[$0].json) }, uniquingKeysWith: { $1 })),
            "length": .int(length), "credentials": .int(credentials), "total_weight": .int(totalWeight),
            "ballots_cast": .int(ballotsCast), "ballots_counted": .int(ballotsCounted),
            "weight_counted": .int(weightCounted),
            "trustees": .array(trustees.map { $0.map(JSON.string) ?? .null }),
            "mixers": .array(mixers.map(JSON.int)), "decrypters": .array(decrypters.map(JSON.int)),
            "lacks": .array(lacks.map { .string($0.rawValue) }.sorted { $0.text < $1.text }),
            "holders": .array(holders.map(\.json)), "ballots_refused": .int(ballotsRefused),
        ]
        members["head"] = head.map { .string($0.hex) }
        members["stage"] = stage.last.map { .string($0.rawValue) }
        if let parameters, let result {
            members["result"] = .array(
                zip(parameters.questions, result.answers).map { $1.json(of: $0) })
        }
        return members
    }
}

extension ElectionParameters {
    package var json: JSON {
        [
            "uuid": .string(uuid), "name": .string(name), "group": .string(group),
            "fingerprint": .string(fingerprint),
        ]
    }
}

extension ElectionReport.Holder {
    /// `{"trustees":[2,3,4],"needed":2}`.
    fileprivate var json: JSON {
        switch self {
        case .single(let number): ["trustees": [.int(number)], "needed": 1]
        case .threshold(let numbers, let needed):
            ["trustees": .array(numbers.map(JSON.int)), "needed": .int(needed)]
        }
    }
}

extension Verdict {
    fileprivate var json: JSON {
        switch self {
        case .passed: ["verdict": "passed"]
        case .failed(let reason): ["verdict": "failed", "reason": .string(reason)]
        case .notChecked(let reason): ["verdict": "not-checked", "reason": .string(reason)]
        }
    }
}

extension ElectionResult.Answer {
    /// `votes` in the order of `answers`, the blank ones apart; `ballots` in the order after the last shuffle.
    fileprivate func json(of question: BallotQuestion) -> JSON {
        var members: [String: JSON] = [
            "question": .string(question.title), "answers": .array(question.answers.map(JSON.string)),
        ]
        switch self {
        case .votes(let votes):
            let blank = question.columns - question.answers.count
            if blank > 0 { members["blank"] = votes.first.map(JSON.int) }
            members["votes"] = .array(votes.dropFirst(blank).map(JSON.int))
        case .ballots(let ballots):
            members["ballots"] = .array(ballots.map { .array($0.map(JSON.int)) })
        }
        return .object(members)
    }
}

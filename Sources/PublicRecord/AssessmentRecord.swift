package import Core
package import Tally

/// How decided an outcome is, as JSON. Options are numbers from 1.
package enum AssessmentRecord {
    package static let version = 1

    package static func json(_ assessment: Assessment) -> JSON {
        [
            "v": .int(version),
            "opinions": .array(assessment.panel.opinions.map { $0.json(winners: .options($0.winners)) }),
            "missing": .array(assessment.losers.map { $0.json(option: .int($0.option + 1)) }),
        ]
    }

    /// The same for people's own programs, with the options' ids instead of numbers.
    package static func json(_ assessment: Assessment, ids: [String]) -> JSON {
        [
            "v": .int(version),
            "opinions": .array(
                assessment.panel.opinions.map { opinion in
                    opinion.json(winners: .array(opinion.winners.map { .string(ids[$0]) }))
                }),
            "missing": .array(assessment.losers.map { $0.json(option: .string(ids[$0.option])) }),
        ]
    }

    /// Reads what `json` writes.
    package static func assessment(_ json: JSON) throws(RecordError) -> Assessment {
        guard try json.whole("v") == version else { throw RecordError("the version is not known") }
        return Assessment(
            panel: Panel(
                try each(json.list("opinions")) { opinion throws(RecordError) in try .init(opinion) }),
            losers: try each(json.list("missing")) { loser throws(RecordError) in try .init(loser) })
    }
}

extension Panel.Opinion {
    fileprivate func json(winners: JSON) -> JSON {
        var members: [String: JSON] = [
            "rule": .string(rule), "winners": winners, "tied": .bool(isTied),
            "agrees": .bool(agrees),
        ]
        if let variation { members["with"] = [variation.parameter: .string(variation.word)] }
        return .object(members)
    }

    fileprivate init(_ json: JSON) throws(RecordError) {
        var variation: Panel.Variation?
        if let with = json["with"] {
            guard let (parameter, value) = with.object?.first, with.object?.count == 1,
                let word = value.string
            else { throw RecordError("with does not name one parameter") }
            variation = Panel.Variation(parameter: parameter, word: word)
        }
        self.init(
            rule: try json.text("rule"), variation: variation, winners: try json.options("winners"),
            isTied: try json.flag("tied"), agrees: try json.flag("agrees"))
    }
}

extension Assessment.Loser {
    fileprivate func json(option: JSON) -> JSON {
        [
            "option": option,
            "count": missing.map { .int($0.count) } ?? .null,
            "smallest": .bool(missing?.isSmallest ?? false),
        ]
    }

    fileprivate init(_ json: JSON) throws(RecordError) {
        let count = try json.field("count")
        let isSmallest = try json.flag("smallest")
        self.init(
            option: try json.field("option").option(),
            missing: count == .null
                ? nil : MissingApprovals(count: try json.whole("count"), isSmallest: isSmallest))
    }
}

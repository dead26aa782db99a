import Core
import Tally

extension Margin {
    var json: JSON {
        ["above": .options(above), "below": .options(below), "difference": .number(difference)]
    }

    init(_ json: JSON) throws(RecordError) {
        self.init(
            above: try json.options("above"), below: try json.options("below"),
            difference: try json.field("difference").number())
    }
}

extension Stage {
    var json: JSON {
        switch self {
        case .totals(let totals):
            ["stage": "totals", "totals": .array(totals.map { $0.map(JSON.number) ?? .null })]
        case .notAdmitted(let options): ["stage": "not-admitted", "options": .options(options)]
        case .elected(let options, let total):
            ["stage": "elected", "options": .options(options), "total": .number(total)]
        case .tied(let options, let seats, let total):
            ["stage": "tied", "options": .options(options), "seats": .int(seats), "total": .number(total)]
        case .adopted: ["stage": "adopted"]
        case .rejected: ["stage": "rejected"]
        }
    }

    init(_ json: JSON) throws(RecordError) {
        switch try json.text("stage") {
        case "totals":
            self = .totals(
                try each(json.list("totals")) { total throws(RecordError) in
                    total == .null ? nil : try total.number()
                })
        case "not-admitted": self = .notAdmitted(try json.options("options"))
        case "elected":
            self = .elected(try json.options("options"), total: try json.field("total").number())
        case "tied":
            self = .tied(
                try json.options("options"), seats: try json.whole("seats"),
                total: try json.field("total").number())
        case "adopted": self = .adopted
        case "rejected": self = .rejected
        default: throw RecordError("a stage is not known")
        }
    }
}

extension Condition {
    var json: JSON {
        [
            "name": .string(name),
            "option": option.map { .int($0 + 1) } ?? .null,
            "met": .bool(met),
            "numerator": .int(numerator),
            "denominator": .int(denominator),
            "comparison": .string(comparison.rawValue),
            "required": .fraction(required),
        ]
    }

    init(_ json: JSON) throws(RecordError) {
        guard let comparison = Comparison(rawValue: try json.text("comparison")) else {
            throw RecordError("a comparison is not known")
        }
        let option = try json.field("option")
        self.init(
            name: try json.text("name"), option: option == .null ? nil : try option.option(),
            met: try json.flag("met"), numerator: try json.whole("numerator"),
            denominator: try json.whole("denominator"), comparison: comparison,
            required: try json.field("required").fraction())
    }
}

extension Certificate {
    var json: JSON {
        switch self {
        case .sums(let rows):
            [
                "certificate": "sums",
                "rows": .array(rows.map { ["points": .int($0.points), "ballots": .int($0.ballots)] }),
            ]
        }
    }

    init(_ json: JSON) throws(RecordError) {
        guard try json.text("certificate") == "sums" else {
            throw RecordError("the certificate is not known")
        }
        self = .sums(
            try each(json.list("rows")) { row throws(RecordError) in
                Sum(points: try row.whole("points"), ballots: try row.whole("ballots"))
            })
    }
}

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
    /// Members that would be empty are left out.
    var json: JSON {
        var members: [String: JSON] = ["stage": .string(kind)]
        if !options.isEmpty { members["options"] = .options(options) }
        if let seats { members["seats"] = .int(seats) }
        if !totals.isEmpty { members["totals"] = .numbers(totals) }
        if !amounts.isEmpty { members["amounts"] = .object(amounts.mapValues(JSON.number)) }
        return .object(members)
    }

    init(_ json: JSON) throws(RecordError) {
        var amounts: [String: Fraction] = [:]
        for (name, value) in json["amounts"]?.object ?? [:] { amounts[name] = try value.number() }
        self.init(
            try json.text("stage"), json["options"] == nil ? [] : try json.options("options"),
            seats: json["seats"] == nil ? nil : try json.whole("seats"),
            totals: json["totals"] == nil ? [] : try json.field("totals").numbers(), amounts)
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
        [
            "certificate": .string(kind),
            "tables": .object(tables.mapValues { .array($0.map(JSON.numbers)) }),
        ]
    }

    init(_ json: JSON) throws(RecordError) {
        guard let members = try json.field("tables").object else {
            throw RecordError("the tables of the certificate are not an object")
        }
        var tables: [String: [[Fraction?]]] = [:]
        for (name, rows) in members {
            guard let rows = rows.array else { throw RecordError("a table is not a list") }
            tables[name] = try each(rows) { row throws(RecordError) in try row.numbers() }
        }
        self.init(try json.text("certificate"), tables)
    }
}

extension JSON {
    fileprivate static func numbers(_ values: [Fraction?]) -> JSON {
        .array(values.map { $0.map(JSON.number) ?? .null })
    }

    fileprivate func numbers() throws(RecordError) -> [Fraction?] {
        guard let array else { throw RecordError("numbers are not a list") }
        return try each(array) { value throws(RecordError) in value == .null ? nil : try value.number() }
    }
}

package import Core

/// How many voted, district by district, as far as no small number tells who did or did not.
///
/// What was chosen in a district is not told and not known: no ballot has a place.
package struct DistrictTurnout: Sendable, Hashable {
    /// How many stand on the electoral roll, and how many of them voted.
    package struct Count: Sendable, Hashable {
        package let eligible: Int
        package let voted: Int

        package init(eligible: Int, voted: Int) {
            self.eligible = eligible
            self.voted = voted
        }

        /// Whether so many voted, and so many did not, that nobody is seen among them.
        var isLarge: Bool {
            voted >= DistrictTurnout.minimum && eligible - voted >= DistrictTurnout.minimum
        }

        static func + (left: Count, right: Count) -> Count {
            Count(eligible: left.eligible + right.eligible, voted: left.voted + right.voted)
        }
    }

    package struct District: Sendable, Hashable {
        package let id: DistrictID
        package let name: String
        package let count: Count

        package init(_ id: DistrictID, _ name: String, _ count: Count) {
            self.id = id
            self.name = name
            self.count = count
        }
    }

    /// As many must have voted and as many not, where a number is told.
    package static let minimum = 10

    /// By their official numbers.
    package let districts: [District]
    /// Small districts, and people whose district nobody attested, together; nil where there are none.
    package let rest: Count?

    /// Puts small districts together, and further ones, the smallest first, until their sum is not small itself:
    /// else it would follow from the whole. Nil where less than two numbers would be left.
    package init?(_ all: [District], unknown: Count) {
        var shown = all.filter(\.count.isLarge).sorted { $0.id.rawValue < $1.id.rawValue }
        var rest = all.filter { !$0.count.isLarge }.map(\.count).reduce(unknown, +)
        while rest.eligible > 0, !rest.isLarge,
            let smallest = shown.indices.min(by: {
                (shown[$0].count.eligible, $0) < (shown[$1].count.eligible, $1)
            })
        {
            rest = rest + shown.remove(at: smallest).count
        }
        self.init(districts: shown, rest: rest.eligible > 0 ? rest : nil)
        guard counts.count > 1 else { return nil }
    }

    private init(districts: [District], rest: Count?) {
        self.districts = districts
        self.rest = rest
    }

    private var counts: [Count] { districts.map(\.count) + [rest].compactMap { $0 } }
}

extension DistrictTurnout {
    /// The member `turnout` of `record.json`.
    var json: JSON {
        var members: [String: JSON] = [
            "minimum": .int(DistrictTurnout.minimum),
            "districts": .array(
                districts.map {
                    [
                        "district": .int(Int($0.id.rawValue)), "name": .string($0.name),
                        "roll": .int($0.count.eligible), "voted": .int($0.count.voted),
                    ]
                }),
        ]
        members["rest"] = rest.map { ["roll": .int($0.eligible), "voted": .int($0.voted)] }
        return .object(members)
    }

    init(parsing json: JSON) throws(RecordError) {
        districts = try each(json.list("districts")) { district throws(RecordError) in
            guard let id = DistrictID(rawValue: Int64(try district.whole("district"))) else {
                throw RecordError("a district's number is not positive")
            }
            return District(
                id, try district.text("name"),
                Count(eligible: try district.whole("roll"), voted: try district.whole("voted")))
        }
        var rest: Count?
        if json["rest"] != nil {
            let member = try json.field("rest")
            rest = Count(eligible: try member.whole("roll"), voted: try member.whole("voted"))
        }
        self.rest = rest
    }

    /// Whether the districts add up to the roll, none of them twice and none too small to be told.
    func check(eligible: Int, voted: Int) throws(RecordError) {
        let ids = districts.map(\.id.rawValue)
        guard zip(ids, ids.dropFirst()).allSatisfy({ $0 < $1 }), counts.count > 1 else {
            throw RecordError("the districts are out of order, twice or too few")
        }
        guard counts.allSatisfy({ (0...eligible).contains($0.eligible) && (0...voted).contains($0.voted) }),
            counts.reduce(Count(eligible: 0, voted: 0), +) == Count(eligible: eligible, voted: voted)
        else { throw RecordError("the districts do not add up to the electoral roll") }
        guard counts.allSatisfy(\.isLarge) else {
            throw RecordError("a district is told of which too few voted or did not")
        }
    }
}

import Core

/// A question of an election with secret ballots.
package enum BallotQuestion: Hashable, Sendable {
    case choice(Choice)
    case ranked(Ranked)

    /// Each answer gets 0 or 1, and only the sums are ever decrypted (`homomorphic`).
    ///
    ///     {"answers":["Yes","No"],"blank":true,"min":0,"max":1,"question":"Q?"}
    package struct Choice: Hashable, Sendable {
        package let answers: [String]
        /// Whether a voter may say "none of this" outside the limits.
        package let allowsBlank: Bool
        /// How many answers a ballot may choose.
        package let limits: ClosedRange<Int>
        package let question: String

        package init(
            answers: [String], allowsBlank: Bool = false, limits: ClosedRange<Int>, question: String
        ) {
            self.answers = answers
            self.allowsBlank = allowsBlank
            self.limits = limits
            self.question = question
        }

        /// The answers, and before them the blank one.
        package var columns: Int { answers.count + (allowsBlank ? 1 : 0) }
    }

    /// Each answer gets a number in 0...255, a rank or a grade, and the ballots are mixed and then decrypted
    /// (`NonHomomorphic`).
    ///
    ///     {"type":"NonHomomorphic","value":{"answers":["A","B"],"question":"Q?"},"extra":{…}}
    package struct Ranked: Hashable, Sendable {
        package let answers: [String]
        package let question: String
        /// How the numbers are meant: `{"method":"Schulze","blank":true}`. A hint that nothing depends on.
        package let extra: String?

        package init(answers: [String], question: String, extra: String? = nil) {
            self.answers = answers
            self.question = question
            self.extra = extra
        }
    }

    /// How many ciphertexts a ballot has for it.
    package var columns: Int {
        switch self {
        case .choice(let question): question.columns
        case .ranked: 1
        }
    }

    package var isRanked: Bool { if case .ranked = self { true } else { false } }

    /// As it stands on the ballot.
    package var title: String {
        switch self {
        case .choice(let question): question.question
        case .ranked(let question): question.question
        }
    }

    package var answers: [String] {
        switch self {
        case .choice(let question): question.answers
        case .ranked(let question): question.answers
        }
    }
}

extension BallotQuestion {
    /// As many as any ballot on paper has; a ballot's size and the time of its check grow with it.
    package static let mostAnswers = 1000

    /// Refuses limits out of order and beyond the answers, and more answers than the kind can hold.
    init(_ json: JSON) throws(ElectionError) {
        if json["type"] == nil {
            try json.only(["answers", "blank", "min", "max", "question"])
            let answers = try json.texts("answers")
            let (least, most) = (try json.whole("min"), try json.whole("max"))
            guard (1...BallotQuestion.mostAnswers).contains(answers.count) else {
                throw ElectionError("a question has no answers or too many")
            }
            guard least >= 0, least <= most, most <= answers.count else {
                throw ElectionError("min and max of a question do not lie in order within its answers")
            }
            let blank = json["blank"] ?? .bool(false)
            guard let allowsBlank = blank.bool else { throw ElectionError("blank is neither true nor false") }
            self = .choice(
                Choice(
                    answers: answers, allowsBlank: allowsBlank, limits: least...most,
                    question: try json.text("question")))
        } else {
            guard try json.text("type") == "NonHomomorphic" else {
                throw ElectionError("this kind of question is not known here", kind: .unknown)
            }
            try json.only(["type", "value", "extra"])
            let value = try json.field("value")
            try value.only(["answers", "question"])
            let answers = try value.texts("answers")
            guard !answers.isEmpty else { throw ElectionError("a question has no answers") }
            self = .ranked(
                Ranked(answers: answers, question: try value.text("question"), extra: json["extra"]?.text))
        }
    }

    package var text: String {
        switch self {
        case .choice(let question):
            let blank = question.allowsBlank ? "\"blank\":true," : ""
            return """
                {"answers":\(jsonArray(question.answers.map(\.quoted))),\(blank)\
                "min":\(question.limits.lowerBound),"max":\(question.limits.upperBound),\
                "question":\(question.question.quoted)}
                """
        case .ranked(let question):
            let extra = question.extra.map { ",\"extra\":" + $0 } ?? ""
            return """
                {"type":"NonHomomorphic","value":{"answers":\(jsonArray(question.answers.map(\.quoted))),\
                "question":\(question.question.quoted)}\(extra)}
                """
        }
    }
}

extension [BallotQuestion] {
    /// Reads an array of questions, the template of an election.
    package init(parsing bytes: [UInt8]) throws(ElectionError) {
        guard let items = try JSON(election: bytes).array else {
            throw ElectionError("the questions are no list")
        }
        self = try each(items) { item, number throws(ElectionError) in
            try naming("question \(number)") { () throws(ElectionError) in try BallotQuestion(item) }
        }
    }
}

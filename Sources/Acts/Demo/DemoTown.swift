import Core
import Deliberation
import Foundation
import Moderation
import NumberedText
import Processes
import Proposals

/// An invented town as the files in `Resources/demo` tell it. Days are counted back from the moment of loading.
package struct DemoTown: Sendable {
    struct Process: Sendable {
        let draft: @Sendable (Instant) -> ProcessDraft
        let published: Int
        /// The last day on which somebody may support, counted back; negative: in the future.
        let supportsEnd: Int
        let proposals: [Proposal]
    }

    struct Proposal: Sendable {
        let key: String
        let title: String
        let district: DistrictID?
        let author: Int
        let days: Int
        let supports: Int
        let initiators: [(kind: Initiator.Kind, name: String, decided: Int?)]
        let text: String
        let reason: String
        let docks: [(key: String, reason: String)]
        let comments: [Comment]
        let answers: [(answer: Answer, days: Int)]
        let amendments: [Amendment]
    }

    /// Other words for lines of a proposal, and what its author says to it.
    struct Amendment: Sendable {
        let version: Int
        let lines: LineRange
        let text: String
        let reason: String
        let days: Int
        let decision: (isAccepted: Bool, days: Int, answer: String)?
    }

    struct Comment: Sendable {
        let body: String
        let side: Side
        let lines: LineRange?
        let days: Int
        let replies: [Comment]
        let report: Report?
    }

    struct Report: Sendable {
        let rule: HouseRule
        let words: String
        let days: Int
        let verdict: (verdict: Verdict, days: Int, reason: String)?
        let complaint: Complaint?
    }

    /// The author of what was hidden disagrees.
    struct Complaint: Sendable {
        let words: String
        let days: Int
        let verdict: Verdict
        let decided: Int
        let reason: String
    }

    package let name: String
    let people: [String]
    let moderator: String
    /// Decides about complaints.
    let reviewer: String
    let districts: [District]
    let processes: [Process]

    /// Reads `town.json` and, in the order of their names, the files of the processes.
    package init(folder: String) throws {
        let town = try DemoFile(path: folder + "/town.json")
        name = try town.text("name")
        moderator = try town.text("moderator")
        reviewer = try town.text("reviewer")
        people = try DemoTown.people(
            try town.number("people"), try town.texts("firstNames"), try town.texts("lastNames"))
        districts = try town.parts("districts").flatMap { try DemoTown.districts($0) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        processes = try names.filter { $0.hasSuffix(".json") && $0 != "town.json" }
            .map { try Process(DemoFile(path: folder + "/" + $0)) }
    }

    /// Different names, always in the same order.
    private static func people(_ count: Int, _ first: [String], _ last: [String]) throws -> [String] {
        guard !first.isEmpty, !last.isEmpty else {
            throw DemoFault(file: "town.json", reason: "names are missing")
        }
        return (0..<count).map {
            first[$0 % first.count] + " " + last[($0 * 7 + $0 / first.count) % last.count]
        }
    }

    /// Where the person with this number lives: in quarters all over the town; of some nobody asked.
    func home(of person: Int) -> DistrictID? {
        let quarters = districts.filter { $0.parent != nil }
        guard !quarters.isEmpty, person % 13 > 0 else { return nil }
        return quarters[person * 11 % quarters.count].id
    }

    private static func districts(_ file: DemoFile) throws -> [District] {
        let id = Int64(try file.number("id"))
        let quarters = try file.texts("quarters").enumerated().map {
            District(id: DistrictID(id + Int64($0.offset) + 1), name: $0.element, parent: DistrictID(id))
        }
        return [District(id: DistrictID(id), name: try file.text("name"), parent: nil)] + quarters
    }
}

extension DemoTown.Process {
    init(_ file: DemoFile) throws {
        let (title, summary) = (try file.text("title"), try file.text("summary"))
        let threshold = try file.number("threshold")
        let phases = try file.parts("phases").map { phase in
            var permissions: [Permission: Eligibility] = [:]
            for permission in Permission.allCases {
                permissions[permission] = phase.textIfAny(permission.rawValue).flatMap {
                    Eligibility(rawValue: $0)
                }
            }
            return (
                title: try phase.text("title"), opens: try phase.number("opens"),
                closes: try phase.number("closes"),
                permissions: permissions
            )
        }
        draft = { now in
            ProcessDraft(
                title: title, summary: summary, threshold: threshold,
                stages: phases.map {
                    ProcessDraft.Stage(
                        title: $0.title, opensAt: now.adding(days: Int64($0.opens)),
                        closesAt: now.adding(days: Int64($0.closes)), permissions: $0.permissions)
                })
        }
        published = try file.number("published")
        supportsEnd = -(phases.filter { $0.permissions[.support] != nil }.map(\.closes).max() ?? 0)
        proposals = try file.parts("proposals").map { try DemoTown.Proposal($0) }
    }
}

extension DemoTown.Proposal {
    init(_ file: DemoFile) throws {
        key = try file.text("key")
        title = try file.text("title")
        district = file.numberIfAny("district").map { DistrictID(Int64($0)) }
        author = try file.number("by")
        days = try file.number("days")
        supports = try file.number("supports")
        initiators = try file.parts("initiators").map {
            (
                Initiator.Kind(rawValue: try $0.text("kind")) ?? .person, try $0.text("name"),
                $0.numberIfAny("decided")
            )
        }
        text = try file.texts("text").joined(separator: "\n")
        reason = try file.texts("reason").joined(separator: "\n\n")
        docks = try file.parts("docks").map { (try $0.text("to"), try $0.text("reason")) }
        comments = try file.parts("comments").map { try DemoTown.Comment($0) }
        answers = try file.parts("answers").map { answer in
            guard let stance = Answer.Stance(rawValue: try answer.text("stance")) else {
                throw DemoFault(file: file.file, reason: "no such stance")
            }
            return (
                Answer(stance, office: try answer.text("office"), body: try answer.text("body")),
                try answer.number("days")
            )
        }
        amendments = try file.parts("amendments").map { try DemoTown.Amendment($0) }
    }
}

extension DemoTown.Amendment {
    init(_ file: DemoFile) throws {
        guard let lines = LineRange(try file.text("lines")) else {
            throw DemoFault(file: file.file, reason: "no such lines")
        }
        self.lines = lines
        version = file.numberIfAny("version") ?? 1
        text = try file.text("text")
        reason = try file.text("reason")
        days = try file.number("days")
        decision = try file.numberIfAny("decided").map {
            (try file.text("outcome") == "accepted", $0, try file.text("answer"))
        }
    }
}

extension DemoTown.Comment {
    init(_ file: DemoFile) throws {
        body = try file.text("body")
        side = file.textIfAny("side").flatMap { Side(rawValue: $0) } ?? .neutral
        lines = file.textIfAny("lines").flatMap { LineRange($0) }
        days = try file.number("days")
        replies = try file.parts("replies").map { try DemoTown.Comment($0) }
        report = try file.partIfAny("report").map { try DemoTown.Report($0) }
    }
}

extension DemoTown.Report {
    init(_ file: DemoFile) throws {
        guard let rule = HouseRule(rawValue: try file.text("rule")) else {
            throw DemoFault(file: file.file, reason: "no such rule")
        }
        self.rule = rule
        words = try file.text("words")
        days = try file.number("days")
        verdict = try file.textIfAny("verdict").flatMap { Verdict(rawValue: $0) }.map {
            ($0, try file.number("decided"), try file.text("reason"))
        }
        complaint = try file.partIfAny("complaint").map { try DemoTown.Complaint($0) }
    }
}

extension DemoTown.Complaint {
    init(_ file: DemoFile) throws {
        words = try file.text("words")
        days = try file.number("days")
        guard let verdict = Verdict(rawValue: try file.text("verdict")) else {
            throw DemoFault(file: file.file, reason: "no such verdict")
        }
        self.verdict = verdict
        decided = try file.number("decided")
        reason = try file.text("reason")
    }
}

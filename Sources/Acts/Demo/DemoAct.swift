import Core
import Moderation
import Proposals

/// One thing that happened in the invented town.
struct DemoAct {
    enum Kind {
        case open(Int, DemoTown.Process)
        case publish(DemoTown.Proposal, in: Int)
        case support(String, by: Int)
        case comment(String, on: String, DemoTown.Comment, by: Int)
        case reply(to: String, String, by: Int)
        case report(String, DemoTown.Report, by: Int)
        case decide(String, DemoTown.Report, Verdict, reason: String)
        case complain(String, DemoTown.Complaint, by: Int)
        case review(String, DemoTown.Report, DemoTown.Complaint)
        case amend(String, on: String, DemoTown.Amendment, by: Int)
        case settle(String, on: DemoTown.Proposal, isAccepted: Bool, answer: String)
        case answer(String, Answer)
    }

    let at: Instant
    let kind: Kind

    /// Everything in the order of time; what happens at the same moment, in the order of the files.
    static func all(of town: DemoTown, at now: Instant) -> [DemoAct] {
        var acts: [DemoAct] = []
        for (number, process) in town.processes.enumerated() {
            acts.append(
                DemoAct(at: now.adding(days: -Int64(process.published)), kind: .open(number, process)))
            for proposal in process.proposals {
                var story = ProposalStory(proposal, among: town.people.count, now: now)
                story.tell(in: number, supportsEnd: now.adding(days: -Int64(process.supportsEnd)))
                acts += story.acts
            }
        }
        return acts.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(
            \.element)
    }
}

/// What happened about one proposal. Who does it is drawn from its author's number, the same every time.
private struct ProposalStory {
    let proposal: DemoTown.Proposal
    let people: Int
    let now: Instant
    private var turn = 0
    private(set) var acts: [DemoAct] = []

    init(_ proposal: DemoTown.Proposal, among people: Int, now: Instant) {
        self.proposal = proposal
        self.people = people
        self.now = now
    }

    mutating func tell(in process: Int, supportsEnd: Instant) {
        let published = moment(proposal.days)
        acts.append(DemoAct(at: published, kind: .publish(proposal, in: process)))
        let end = min(now, supportsEnd)
        let step = (end.seconds - published.seconds) / Int64(proposal.supports + 1)
        // The number of people is prime, so every stride meets each of them once.
        let stride = 1 + proposal.author * 13 % (people - 1)
        for count in 0..<min(proposal.supports, people) {
            acts.append(
                DemoAct(
                    at: published.adding(seconds: step * Int64(count + 1)),
                    kind: .support(proposal.key, by: (proposal.author + 1 + count * stride) % people)))
        }
        for (number, comment) in proposal.comments.enumerated() { tell(comment, "\(proposal.key)-\(number)") }
        for (number, amendment) in proposal.amendments.enumerated() {
            tell(amendment, "\(proposal.key)-\(number)")
        }
        for answer in proposal.answers {
            acts.append(DemoAct(at: moment(answer.days), kind: .answer(proposal.key, answer.answer)))
        }
    }

    private mutating func tell(_ amendment: DemoTown.Amendment, _ name: String) {
        acts.append(
            DemoAct(
                at: moment(amendment.days),
                kind: .amend(name, on: proposal.key, amendment, by: somebody())))
        guard let decision = amendment.decision else { return }
        acts.append(
            DemoAct(
                at: moment(decision.days),
                kind: .settle(
                    name, on: proposal, isAccepted: decision.isAccepted, answer: decision.answer)))
    }

    private mutating func tell(_ comment: DemoTown.Comment, _ name: String) {
        let (written, author) = (moment(comment.days), somebody())
        acts.append(DemoAct(at: written, kind: .comment(name, on: proposal.key, comment, by: author)))
        for reply in comment.replies {
            acts.append(DemoAct(at: moment(reply.days), kind: .reply(to: name, reply.body, by: somebody())))
        }
        guard let report = comment.report else { return }
        acts.append(DemoAct(at: moment(report.days), kind: .report(name, report, by: somebody())))
        guard let (verdict, days, reason) = report.verdict else { return }
        acts.append(DemoAct(at: moment(days), kind: .decide(name, report, verdict, reason: reason)))
        guard let complaint = report.complaint else { return }
        acts.append(DemoAct(at: moment(complaint.days), kind: .complain(name, complaint, by: author)))
        acts.append(DemoAct(at: moment(complaint.decided), kind: .review(name, report, complaint)))
    }

    /// So many days back, at a time of day of its own; never in the future.
    private mutating func moment(_ days: Int) -> Instant {
        turn += 1
        return now.adding(days: -Int64(days)).adding(minutes: Int64(turn * 41 % 400))
    }

    private mutating func somebody() -> Int { (proposal.author * 29 + turn * 53) % people }
}

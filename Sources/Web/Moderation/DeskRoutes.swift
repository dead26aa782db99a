import Acts
import Core
import HTML
import Hummingbird
import Identity
import Moderation
import Phrases
import Postgres

/// The moderators' desk. To everybody else it does not exist.
struct DeskRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/moderation", use: queue)
        router.get("/moderation/cases/:id", use: show)
        router.post("/moderation/cases/:id", use: decide)
    }

    @Sendable func queue(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.moderator()
        let page = try await desk(nil, request, context)
        return site.respond(page.page, context)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.moderator()
        let page = try await desk(try context.id(CaseID.self), request, context)
        return site.respond(page.page, context)
    }

    /// The desk with the queue and, if one is named, the case.
    private func desk(_ id: CaseID?, _ request: Request, _ context: PageContext) async throws -> DeskPage {
        let after = context.query(request, "after").flatMap { PageKey($0) }
        let reader = try context.moderator().id
        let (queue, open, complaints, shown) = try await site.database.read { db in
            (
                try db.moderationQueue(
                    after: after.map { ($0.instant, CaseID($0.number)) }, limit: listLength + 1
                ),
                try db.openCases(), try db.countOpenComplaints(),
                try id.map { try CaseView(db, $0, reader: reader) }
            )
        }
        return DeskPage(
            words: site.phrases(context), queue: queue, open: open, complaints: complaints,
            isStart: after == nil, now: context.now,
            shown: shown,
            entry: DecisionEntry(), token: context.formToken,
            done: context.query(request, "done").flatMap { CaseID(text: $0) })
    }

    @Sendable func decide(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.moderator()
        let id = try context.id(CaseID.self)
        let form = try await context.form(request)
        let entry = DecisionEntry(form)
        var problems = Problems(site.phrases(context))
        let decision = entry.checked(&problems)
        guard let decision, form.text("step") != "preview" else {
            var page = try await desk(id, request, context)
            page.entry = entry
            page.problems = problems
            if let decision, let about = page.shown?.about {
                page.letters = letters(decision, about, context)
            }
            return site.respond(problems.isEmpty ? page.page : page.page.refused(), context)
        }
        try await site.database.transaction {
            [catalogue = site.catalogue, address = site.settings.address, now = context.now] db in
            try db.decideCase(
                id, decision.verdict, rule: decision.rule, reason: decision.reason, catalogue: catalogue,
                address: address,
                by: db.permit(office: .moderation, for: person), at: now)
        }
        return .see(Link.moderation.query("done", id.description))
    }

    /// What the author or whoever reported it will read, in each language they may have chosen. Which one somebody chose
    /// is not shown: Leichte Sprache could tell something about their health.
    private func letters(
        _ decision: DecisionEntry.Checked, _ about: ModerationCase, _ context: PageContext
    ) -> [LetterPreview] {
        var letters: [LetterPreview] = []
        for language in Language.allCases {
            let letter = letter(decision, about, context, site.catalogue[language])
            // A language that has no words of its own for it says it in another one's.
            guard !letters.contains(where: { $0.letter == letter }) else { continue }
            letters.append(LetterPreview(language: language, letter: letter))
        }
        return letters
    }

    private func letter(
        _ decision: DecisionEntry.Checked, _ about: ModerationCase, _ context: PageContext, _ words: Phrases
    ) -> Letter {
        if decision.verdict == .hide, let rule = decision.rule {
            return .author(
                of: about, rule: rule, reason: decision.reason, address: site.settings.address,
                at: context.now, words: words)
        }
        return .reporter(
            of: about, decision.verdict, reason: decision.reason, address: site.settings.address, words: words
        )
    }
}

/// Everything the desk shows of one case.
struct CaseView: Sendable {
    let about: ModerationCase
    let reports: [Report]
    let decision: Decision?
    /// The moderator wrote the text: somebody else decides.
    let isOwn: Bool

    init(_ db: isolated Connection, _ id: CaseID, reader: PersonID) throws {
        guard let about = try db.moderationCase(id) else { throw GeneralRejection.notFound }
        self.about = about
        reports = try db.reports(of: id)
        decision = about.isOpen ? nil : try db.decision(id)
        isOwn = about.author == reader
    }
}

/// What a moderator typed.
struct DecisionEntry: Sendable {
    struct Checked: Sendable {
        let verdict: Verdict
        let rule: HouseRule?
        let reason: String
    }

    var verdict = ""
    var rule = ""
    var reason = ""

    init() {}

    init(_ form: FormData) {
        verdict = form.text("verdict")
        rule = form.text("rule")
        reason = form.text("reason")
    }

    func checked(_ problems: inout Problems) -> Checked? {
        let verdict = Verdict(rawValue: verdict)
        if verdict == nil { problems.add("verdict", "desk.verdict-missing") }
        let rule = HouseRule(rawValue: rule)
        if verdict == .hide, rule == nil { problems.add("rule", ModerationRejection.ruleMissing) }
        let reason = problems.require(
            reason, "reason", upTo: 2000, missing: ModerationRejection.reasonMissing.phrase)
        guard problems.isEmpty, let verdict else { return nil }
        return Checked(verdict: verdict, rule: verdict == .hide ? rule : nil, reason: reason)
    }
}

/// The key of a list ordered by time: `1777888800000000-7`.
struct PageKey: Sendable, CustomStringConvertible {
    let instant: Instant
    let number: Int64

    init(_ instant: Instant, _ id: CaseID) {
        self.instant = instant
        number = id.rawValue
    }

    /// Nil for anything that `description` does not write.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        // Up to the year 9999, beyond which PostgreSQL and we might disagree.
        guard parts.count == 2, let time = Int64(parts[0]), (0...253_402_300_799_000_000).contains(time),
            let id = CaseID(text: parts[1])
        else { return nil }
        instant = Instant(microseconds: time)
        number = id.rawValue
    }

    var description: String { "\(instant.microseconds)-\(number)" }
}

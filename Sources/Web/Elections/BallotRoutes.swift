import Acts
import AuditLog
import Ballots
import Core
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres
import PublicRecord
import Secrets
import Tally
import TransparencyLog

/// The way of a ballot through the pages: ballot, review, receipt; changing it; asking where it is.
///
/// A choice travels in the bodies of forms alone, never in an address.
struct BallotRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/elections/:id/ballot", use: ballot)
        router.post("/elections/:id/review", use: review)
        router.post("/elections/:id/cast", use: cast)
        router.get("/elections/:id/change", use: blankChange)
        router.post("/elections/:id/change/review", use: reviewChange)
        router.post("/elections/:id/change", use: change)
        router.get("/elections/receipt", use: askPlace)
        router.post("/elections/receipt", use: place)
    }

    @Sendable func ballot(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let election = try await open(context, of: nil)
        guard election.manner == .openBox else { return .see(.booth(election.id)) }
        guard person.hasConsent else { return consent(election) }
        let mark = try await site.database.read { try $0.rollMark(of: person.id, in: election.id) }
        switch mark {
        case .none?: return site.respond(page(election, BallotEntry(election), context), context)
        case nil: throw BallotRejection.notOnRoll
        default: throw BallotRejection.alreadyVoted
        }
    }

    @Sendable func review(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.signedInPerson()
        let election = try await open(context)
        let entry = BallotEntry(try await context.form(request), of: election)
        return site.respond(reviewed(election, entry, context), context)
    }

    /// Answers with the page itself: the receipt must not lie behind an address.
    @Sendable func cast(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let form = try await context.form(request)
        let election = try await found(context)
        guard person.hasConsent else { return consent(election) }
        let entry = BallotEntry(form, of: election)
        var problems = Problems(site.phrases(context))
        guard let ballot = entry.checked(election, &problems),
            let number = BallotNumber(typed: form.text("number")),
            let code = ChangeCode(typed: form.text("code"))
        else { return site.respond(page(election, entry, context, problems: problems).refused(), context) }
        do {
            let place = try await site.database.transaction { [now = context.now] db in
                let permit = try db.permit(toVoteIn: election, for: person, at: now)
                return try db.castBallot(ballot, number: number, code: code, in: election, by: permit)
            }
            return site.respond(receipt(election, number, code, place, isChange: false, context), context)
        } catch BallotRejection.numberTaken {
            return site.respond(reviewed(election, entry, context), context)
        } catch BallotRejection.notOpen {
            return try await repeated(election, number, code, isChange: false, context)
        }
    }

    @Sendable func blankChange(_ request: Request, context: PageContext) async throws -> Response {
        let election = try await open(context, of: nil)
        guard election.manner == .openBox else { return .see(.booth(election.id)) }
        return site.respond(page(election, BallotEntry(election), context, oldCode: ""), context)
    }

    @Sendable func reviewChange(_ request: Request, context: PageContext) async throws -> Response {
        let election = try await open(context)
        let form = try await context.form(request)
        return site.respond(
            reviewed(election, BallotEntry(form, of: election), context, oldCode: form.text("old-code")),
            context)
    }

    @Sendable func change(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await context.form(request)
        let election = try await found(context)
        try await site.limits.count(
            "change " + site.visitor(request, context), upTo: 60, per: 3600, at: context.now)
        let entry = BallotEntry(form, of: election)
        var problems = Problems(site.phrases(context))
        guard let old = ChangeCode(typed: form.text("old-code")),
            let number = BallotNumber(typed: form.text("number")),
            let code = ChangeCode(typed: form.text("code")), let ballot = entry.checked(election, &problems)
        else {
            return site.respond(reviewed(election, entry, context, oldCode: form.text("old-code")), context)
        }
        do {
            let place = try await site.database.transaction { [now = context.now] db in
                let permit = try db.permit(toChangeBallotIn: election, at: now)
                return try db.changeBallot(
                    with: old, to: ballot, number: number, code: code, in: election, by: permit)
            }
            return site.respond(receipt(election, number, code, place, isChange: true, context), context)
        } catch BallotRejection.numberTaken {
            return site.respond(reviewed(election, entry, context, oldCode: old.text), context)
        } catch BallotRejection.notOpen {
            return try await repeated(election, number, code, isChange: true, context)
        } catch BallotRejection.wrongCode {
            problems.add("old-code", BallotRejection.wrongCode)
            return site.respond(
                page(election, entry, context, oldCode: form.text("old-code"), problems: problems).refused(),
                context)
        }
    }

    @Sendable func askPlace(_ request: Request, context: PageContext) async throws -> Response {
        try await placePage(context, election: context.query(request, "election") ?? "", number: "")
    }

    @Sendable func place(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await context.form(request)
        try await site.limits.count(
            "receipt " + site.visitor(request, context), upTo: 120, per: 3600, at: context.now)
        var problems = Problems(site.phrases(context))
        let election = ElectionID(text: form.text("election"))
        if election == nil { problems.add("election", "election.which-missing") }
        let number = BallotNumber(typed: form.text("number"))
        if number == nil { problems.add("number", "election.number-malformed") }
        var place: BallotPlace?
        if let election, let number {
            place = try await site.database.read { try $0.place(of: number, in: election) }
            if place == nil { problems.add("number", "election.number-unknown") }
            if place == .boxed, form.isTicked("file"),
                let file = try await receiptFile(number, in: election, context)
            {
                return file
            }
        }
        return try await placePage(
            context, election: form.text("election"), number: form.text("number"), place: place,
            problems: problems)
    }

    private func placePage(
        _ context: PageContext, election: String, number: String, place: BallotPlace? = nil,
        problems: Problems? = nil
    ) async throws -> Response {
        let elections = try await site.database.read { try $0.elections(limit: listLength) }
        let page = PlacePage(
            words: site.phrases(context), elections: elections, election: election, number: number,
            place: place,
            token: context.formToken, problems: problems)
        return site.respond(
            problems.map { $0.isEmpty ? page.page : page.page.refused() } ?? page.page, context)
    }
}

extension BallotRoutes {
    /// The receipt of a boxed ballot as a file; nil while its entry waits for the log. Nothing is written down.
    private func receiptFile(
        _ number: BallotNumber, in id: ElectionID, _ context: PageContext
    ) async throws -> Response? {
        let found = try await site.database.read { db -> (Election, LogEntry, Receipt)? in
            guard let election = try db.election(id), let commitment = try db.commitment(of: number, in: id),
                let entry = try db.logEntry(
                    LogFilter(noun: "ballots", object: "elections/\(id)"),
                    holding: Array(commitment.base64.utf8)),
                let proof = try db.logProof(of: entry)
            else { return nil }
            return (election, entry, Receipt(proof: proof, leaf: entry.entry, commitment: commitment))
        }
        guard let (election, entry, receipt) = found else { return nil }
        let policy = try LogPolicy(parsing: Array(site.policy.utf8))
        let page = LogReceipt(
            words: site.phrases(context), entry: entry, receipt: receipt.with(policy), policy: policy,
            question: election.question)
        return .receipt(page.file(site.receipts), of: entry)
    }

    /// An election of this manner, or of any: nothing here takes the choice of an encrypted ballot.
    private func found(_ context: PageContext, of manner: Manner? = .openBox) async throws -> Election {
        let id = try context.id(ElectionID.self)
        guard let election = try await site.database.read({ try $0.election(id) }),
            manner == nil || election.manner == manner
        else { throw GeneralRejection.notFound }
        return election
    }

    private func open(_ context: PageContext, of manner: Manner? = .openBox) async throws -> Election {
        let election = try await found(context, of: manner)
        guard election.isOpen(at: context.now) else { throw BallotRejection.notOpen }
        return election
    }

    private func consent(_ election: Election) -> Response {
        .see(Link("/account/consent").query("next", Link.ballot(election.id).address))
    }

    private func speaking(_ election: Election, _ context: PageContext) -> ElectionWords {
        ElectionWords(words: site.phrases(context), election: election)
    }

    private func page(
        _ election: Election, _ entry: BallotEntry, _ context: PageContext, oldCode: String? = nil,
        problems: Problems? = nil
    ) -> Page {
        BallotPage(
            speaking: speaking(election, context), entry: entry, oldCode: oldCode, token: context.formToken,
            problems: problems
        ).page
    }

    /// The review, or the ballot again with what is wrong.
    private func reviewed(
        _ election: Election, _ entry: BallotEntry, _ context: PageContext, oldCode: String? = nil
    ) -> Page {
        var problems = Problems(site.phrases(context))
        let code = oldCode.flatMap { ChangeCode(typed: $0) }
        if oldCode != nil, code == nil { problems.add("old-code", BallotRejection.wrongCode) }
        guard let ballot = entry.checked(election, &problems), problems.isEmpty else {
            return page(election, entry, context, oldCode: oldCode, problems: problems).refused()
        }
        return ReviewPage(
            speaking: speaking(election, context), entry: entry, ballot: ballot, oldCode: code,
            token: context.formToken
        ).page
    }

    /// After the end: the receipt again for a ballot that was taken in before, else the refusal.
    private func repeated(
        _ election: Election, _ number: BallotNumber, _ code: ChangeCode, isChange: Bool,
        _ context: PageContext
    ) async throws -> Response {
        let place = try await site.database.read { db in
            election.rollSize == nil ? nil : try db.known(number, code, in: election.id)
        }
        guard let place else { throw BallotRejection.notOpen }
        return site.respond(receipt(election, number, code, place, isChange: isChange, context), context)
    }

    private func receipt(
        _ election: Election, _ number: BallotNumber, _ code: ChangeCode, _ place: BallotPlace,
        isChange: Bool,
        _ context: PageContext
    ) -> Page {
        ReceiptPage(
            speaking: speaking(election, context), number: number, code: code, place: place,
            isChange: isChange
        ).page
    }
}

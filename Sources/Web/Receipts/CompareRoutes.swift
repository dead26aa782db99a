import AuditLog
import Core
import HTML
import Hummingbird
import Phrases
import Postgres
import TransparencyLog

/// "Paste two checkpoints": whether both are states of the same history.
struct CompareRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/log/compare", use: blank)
        router.post("/log/compare", use: compare)
    }

    @Sendable func blank(_ request: Request, context: PageContext) async throws -> Response {
        let newest = try await site.database.read { try $0.logHead()?.checkpoint }
        return respond([newest ?? ""], nil, nil, context)
    }

    @Sendable func compare(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await context.form(request)
        let texts = ["first", "second"].map { form.exact($0) }
        var problems = Problems(site.phrases(context))
        let policy = try LogPolicy(parsing: Array(site.policy.utf8))
        var states: [Checkpoint] = []
        var isForeign = false
        for (name, text) in zip(["first", "second"], texts) {
            guard let note = CompareRoutes.note(text), let state = try? Checkpoint(parsing: note.text) else {
                problems.add(name, "log-compare.unreadable")
                continue
            }
            states.append(state)
            if case .invalid = note.verify(with: policy.logs.map(\.key)) { isForeign = true }
        }
        guard problems.isEmpty else { return respond(texts, nil, problems, context) }
        if isForeign { return respond(texts, .foreign, nil, context) }
        let finding = try await site.database.read { [states] db -> ComparePage.Finding in
            var finding = ComparePage.Finding.consistent
            for state in states {
                guard let root = try db.logRoot(size: state.size) else {
                    finding = .unknown
                    continue
                }
                // A contradiction is proven whatever the other state is.
                if root != state.root { return .contradiction }
            }
            return finding
        }
        return respond(texts, finding, nil, context)
    }

    /// A signed note as people paste it: with other ends of lines, or without the last one.
    private static func note(_ text: String) -> SignedNote? {
        let plain = text.replacing("\r\n", with: "\n").trimmingPrefix { $0.isNewline }
        return try? SignedNote(parsing: Array((plain.hasSuffix("\n") ? String(plain) : plain + "\n").utf8))
    }

    private func respond(
        _ texts: [String], _ finding: ComparePage.Finding?, _ problems: Problems?, _ context: PageContext
    ) -> Response {
        let page = ComparePage(
            words: site.phrases(context), texts: texts, finding: finding, token: context.formToken,
            problems: problems
        ).page
        return site.respond(problems == nil ? page : page.refused(), context)
    }
}

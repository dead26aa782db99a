import Core
import ElectionCrypto
import Terminal
import TransparencyLog

/// What a log says of an election's archive: the hash of its last event, its numbers of events and bytes, time after time.
///
///     {"act":"archive.extended","at":"…","body":{"election":"8xK2mPqRs7TuVw","head":"e40d…","height":7,"length":9728},"v":1}
struct LoggedHeads {
    let log: String
    let policy: LogPolicy
    /// What the log calls the election.
    let election: String

    /// The heads in the log's order, each once; nil where the log itself does not hold, as `report` then says.
    func read(_ report: inout LogReport) async throws -> [WitnessedHead]? {
        let source = try LogPlace.source(log)
        let (note, _) = try await LogInput.checkpoint(of: source, at: log)
        switch verify(checkpoint: note, policy: policy) {
        case .invalid(let fault):
            report.fail(fault)
            return nil
        case .valid(let checkpoint, let witnesses):
            report.pass(checkpoint, witnesses: witnesses)
            return try await heads(below: checkpoint, in: source, &report)
        }
    }

    private func heads(
        below checkpoint: Checkpoint, in source: any LogSource, _ report: inout LogReport
    ) async throws -> [WitnessedHead]? {
        var progress = Progress("entries")
        defer { progress.finish() }
        do {
            let walk = try await LogWalk(checkpoint, in: source)
            var (heads, entries) = ([] as [WitnessedHead], 0)
            try await walk.visit(atOnce: LogPlace.atOnce(source)) { part in
                guard let bundle = part.bundle else { return }
                for entry in EntryBundle.decode(bundle) ?? [] {
                    if let head = head(in: entry), head != heads.last { heads.append(head) }
                }
                entries += part.tile.width
                progress.advance(to: entries, of: checkpoint.size)
            }
            report.pass("recount.log.replayed")
            return heads
        } catch let fault as LogFileFault {
            report.fail(fault)
            return nil
        }
    }

    /// Nil for all other entries. One that is not in its form confirms no head: the archive's end then is not among
    /// those that are.
    private func head(in entry: [UInt8]) -> WitnessedHead? {
        // Canonical JSON begins with the type, since its keys are sorted.
        guard entry.starts(with: Array(#"{"act":"archive.extended""#.utf8)),
            let body = (try? JSON(parsing: entry))?["body"]
        else { return nil }
        let named = body["election"]?.string ?? body["election"]?.int.map { String($0) }
        guard named == election, let digest = body["head"]?.string.flatMap({ Digest(hex: $0) }) else {
            return nil
        }
        return WitnessedHead(digest, height: body["height"]?.int, length: body["length"]?.int)
    }
}

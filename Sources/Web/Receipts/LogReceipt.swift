import AuditLog
import Core
import HTML
import Phrases
import PublicRecord
import TransparencyLog

/// One act as a file to keep.
struct LogReceipt {
    let words: Phrases
    let entry: LogEntry
    let receipt: Receipt
    let policy: LogPolicy
    /// What was voted on; nil in the receipt of any other act.
    var question: String?

    func file(_ template: ReceiptTemplate) -> [UInt8] {
        let sentence =
            question.map { words("receipt.ballot.sentence", ["question": $0]) }
            ?? LogSentence(words: words, entry: entry).text
        let content = receipt.opening.map { String(decoding: $0.content, as: UTF8.self) }
        let checkpoint = receipt.proof.checkpoint.description
        var texts = [
            "language": words.language.rawValue,
            "title": words(question == nil ? "receipt.title" : "receipt.ballot.title"),
            "sentence": sentence,
            "holds": words("receipt.holds"), "fails": words("receipt.fails"),
            "unchecked": words("receipt.unchecked"), "recorded": words("receipt.not-confirmed"),
            "content.title": words("receipt.content"),
            "content.lead": words(lead),
            "content": content ?? receipt.commitment?.base64 ?? String(decoding: receipt.leaf, as: UTF8.self),
            "checkpoint.title": words("log.checkpoint"), "checkpoint.lead": words("receipt.checkpoint-lead"),
            "checkpoint": checkpoint, "keep.title": words("receipt.keep"),
            "keep.lead": words("receipt.keep-lead"),
        ]
        for step in ["text", "log", "signature", "observers"] {
            texts["\(step).yes"] = words("receipt.\(step).yes")
            texts["\(step).no"] = words("receipt.\(step).no")
        }
        texts["observers.none"] = words("receipt.observers.none")
        let code = QRCode(checkpoint)?.svg(label: words("receipt.code"))
        return template.filled(
            words: texts, parts: ["facts": facts, "code": code ?? ""], receipt: receipt.script)
    }

    /// What stands before the content.
    private var lead: String {
        if receipt.commitment != nil { return "receipt.ballot.lead" }
        return receipt.opening == nil ? "receipt.content-public" : "receipt.content-hidden"
    }

    private var facts: HTML {
        var rows = [
            (words("receipt.place"), words.number(entry.index)),
            (words("log.time"), words.dateTime(entry.at)),
            (words("receipt.state"), state),
        ]
        if let object = entry.object { rows.append((words("log.object"), object)) }
        return "\(rows.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" as HTML })"
    }

    /// In the log, or confirmed by so many observers.
    private var state: String {
        guard !policy.witnesses.isEmpty else { return words("receipt.recorded") }
        guard case .valid(_, let witnesses) = verify(checkpoint: receipt.proof.checkpoint, policy: policy)
        else { return words("receipt.recorded") }
        return words(
            "receipt.confirmed",
            ["count": words.number(witnesses.count), "all": words.number(policy.witnesses.count)])
    }
}

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

    func file(_ template: ReceiptTemplate) -> [UInt8] {
        let sentence = LogSentence(words: words, entry: entry).text
        let content = receipt.opening.map { String(decoding: $0.content, as: UTF8.self) }
        let checkpoint = receipt.proof.checkpoint.description
        var texts = [
            "language": words.language.rawValue, "title": words("receipt.title"), "sentence": sentence,
            "holds": words("receipt.holds"), "fails": words("receipt.fails"),
            "unchecked": words("receipt.unchecked"),
            "content.title": words("receipt.content"),
            "content.lead": words(content == nil ? "receipt.content-public" : "receipt.content-hidden"),
            "content": content ?? String(decoding: receipt.leaf, as: UTF8.self),
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

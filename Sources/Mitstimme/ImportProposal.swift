import Acts
import ArgumentParser
import Core
import Foundation
import Identity
import NumberedText
import Postgres
import Processes
import Proposals
import Terminal
import TransparencyLog

/// `mitstimme import proposal`: a proposal as political people write it becomes a draft of one person.
struct ImportProposal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proposal",
        abstract: "Makes a draft of a proposal written as plain text with numbered lines.")

    @OptionGroup var options: InstallationOptions

    @Argument(help: "A text file: initiators, title, description, synergies.") var file: String
    @Option(help: "The number of the process it belongs to.") var process: String
    @Option(name: .customLong("as"), help: "The e-mail address of the account whose draft it becomes.")
    var person: String

    func run() async throws {
        let bytes = try readFile(file, longest: 1 << 20)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw BadInput("the file is not UTF-8", file: file)
        }
        let document: ProposalDocument
        do {
            document = try ProposalDocument(text)
        } catch {
            throw BadInput(error == .noTitle ? "no title was found" : "no description was found", file: file)
        }
        guard let process = ProcessID(text: process) else {
            throw BadInput("--process wants the number of a process")
        }
        let draft = try checked(document)
        let digest = SHA256.hash(bytes + Array("\(process) \(person)".utf8)).bytes
        let once = digest.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
        try await Installation(options).whileRunning { owner in
            let id = try await owner.transaction { db in
                guard try db.process(process) != nil else { throw BadInput("there is no process \(process)") }
                guard let account = try db.account(email: person), account.isConfirmed else {
                    throw BadInput("there is no confirmed account \(person)")
                }
                return try db.addDraft(
                    draft, in: process, author: account.person, once: once, by: db.permit(house: "import"),
                    at: Runtime.clock())
            }
            report(document, id)
        }
    }

    private func checked(_ document: ProposalDocument) throws -> ProposalDraft {
        for (name, text, longest) in [
            ("title", document.title, 120), ("description", document.description, 20_000),
            ("synergies", document.synergies, 4000), ("closing note", document.note, 4000),
        ] where text.unicodeScalars.count > longest {
            throw BadInput("the \(name) has more than \(longest) characters", file: file)
        }
        guard document.initiators.count <= 20,
            document.initiators.allSatisfy({ $0.name.unicodeScalars.count <= 120 })
        else {
            throw BadInput(
                "there are more than 20 initiators, or one has more than 120 characters", file: file)
        }
        return ProposalDraft(
            title: document.title, district: nil, reason: "", text: document.description,
            synergies: document.synergies,
            note: document.note, initiators: document.initiators)
    }

    /// Says what went where, and every line that found no place.
    private func report(_ document: ProposalDocument, _ id: ProposalID) {
        print("draft \(id): /account/proposals/\(id)")
        print("title: \(printable(document.title))")
        for initiator in document.initiators {
            let day = initiator.decidedOn.map { ", decided on \($0.iso8601)" } ?? ""
            print("initiator: \(printable(initiator.name)) (\(initiator.kind.rawValue)\(day))")
        }
        print("description: \(NumberedText(document.description).lines.count) lines")
        if !document.synergies.isEmpty {
            print("synergies: \(NumberedText(document.synergies).lines.count) lines")
        }
        if !document.note.isEmpty { print("closing note: \(NumberedText(document.note).lines.count) lines") }
        for line in document.unplaced { print("not placed, line \(line.line): \(printable(line.text))") }
    }
}

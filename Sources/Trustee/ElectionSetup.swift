import ElectionCrypto
import Foundation
import Phrases
import Terminal

/// An election before its first ballot: what goes into the archive's first event, and what is promised of it.
struct ElectionSetup<G: Group> {
    let parameters: [UInt8]
    let trustees: [UInt8]
    let credentials: [UInt8]
    let uuid: String
    let terms: ElectionTerms

    /// Writes UUID.bel, election.json and terms.json, after the check that everybody else will make.
    func write(to folder: String, timestamp: Int, in group: G, _ words: Phrases) throws {
        var writer = ArchiveWriter(timestamp: timestamp)
        let opening = writer.opening
        let setup = writer.setup(election: parameters, trustees: trustees, credentials: credentials)
        var chance = SystemRandomNumberGenerator()
        let check = ElectionCheck(terms: terms, mustBeComplete: false)
        let report = check.verification(of: .bytes(opening + setup), in: group, using: &chance).report
        for check in Check.allCases {
            if case .failed(let reason) = report[check] { throw BadInput(reason) }
        }
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var archive = try ArchiveFile(new: "\(folder)/\(uuid).bel", timestamp: timestamp)
        try archive.add { writer in
            writer.setup(election: parameters, trustees: trustees, credentials: credentials)
        }
        try writeFile(parameters, to: "\(folder)/election.json")
        try writeFile(Array(terms.text.utf8), to: "\(folder)/terms.json")
        print(words("trustee.archive.begun", ["file": "\(folder)/\(uuid).bel"]))
        print(words("trustee.read-aloud.election", ["digits": Digest(of: parameters).spoken]))
    }
}

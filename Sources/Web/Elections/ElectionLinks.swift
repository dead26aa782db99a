import Core
import HTML

extension Link {
    static let council: Link = "/council"
    static let receiptPlace: Link = "/elections/receipt"
    static let electionDesk: Link = "/administration/elections"

    static func ballot(_ id: ElectionID) -> Link { Link("/elections", id, "ballot") }
    /// Where ballots are encrypted.
    static func booth(_ id: ElectionID) -> Link { Link("/elections", id, "booth") }
    static func encryptedBallots(_ id: ElectionID) -> Link { Link("/elections", id, "encrypted-ballots") }
    static func ownCredential(_ id: ElectionID) -> Link { Link("/elections", id, "credential") }
    static func tracker(_ id: ElectionID) -> Link { Link("/elections", id, "tracker") }
    static func changeVote(_ id: ElectionID) -> Link { Link("/elections", id, "change") }
    static func council(_ id: ElectionID) -> Link { Link("/council", id) }
    static func electionFile(_ id: ElectionID, _ name: String) -> Link { Link("/elections", id, name) }
    static func electionDesk(_ id: ElectionID) -> Link { Link("/administration/elections", id) }
}

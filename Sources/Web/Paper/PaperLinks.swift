import Core
import HTML

extension Link {
    static let paperDesk: Link = "/paper"
    static func paper(_ id: ElectionID) -> Link { Link("/paper", id) }
    static func paperAct(_ id: ElectionID, _ act: String) -> Link { Link("/paper", id, act) }
    static func paperBatch(_ id: ElectionID, _ number: Int) -> Link { Link("/paper", id, "batches", number) }
    static func paperBatch(_ id: ElectionID, _ number: Int, _ act: String) -> Link {
        Link("/paper", id, "batches", number, act)
    }
    static func sheet(_ id: ElectionID) -> Link { Link("/elections", id, "sheet") }
}

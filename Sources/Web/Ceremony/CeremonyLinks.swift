import Core
import HTML

extension Link {
    /// The page of whoever has this link.
    static func ceremony(_ token: String) -> Link { Link("/ceremony", token) }
    static func ceremonyFile(_ token: String, _ name: String) -> Link {
        Link("/ceremony", token, "files", name)
    }
    static func ceremonyFolder(_ token: String) -> Link { Link("/ceremony", token, "folder.tar") }

    static func ceremonyDesk(_ id: ElectionID) -> Link { Link("/administration/elections", id, "ceremony") }
    static func ceremonyAct(_ id: ElectionID, _ act: String) -> Link {
        Link("/administration/elections", id, "ceremony", act)
    }
    /// About one participant: `link` or `remind`.
    static func ceremonyAct(_ id: ElectionID, _ number: Int, _ act: String) -> Link {
        Link("/administration/elections", id, "ceremony", number, act)
    }
}

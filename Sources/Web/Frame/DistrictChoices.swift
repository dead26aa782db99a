import Core
import HTML
import Processes

extension [District] {
    /// Each district before its quarters, after the choice of none.
    func choices(none: String) -> [Choice] {
        [Choice("", none)]
            + map { Choice($0.id.description, $0.parent == nil ? $0.name : "– \($0.name)") }
    }
}

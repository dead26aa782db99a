/// Counts the steps of long work for somebody who watches.
struct Steps {
    private let total: Int
    private let tell: (_ done: Int, _ of: Int) -> Void
    private var done = 0

    init(_ total: Int, _ tell: @escaping (_ done: Int, _ of: Int) -> Void) {
        self.total = total
        self.tell = tell
    }

    mutating func advance() {
        done += 1
        tell(done, total)
    }
}

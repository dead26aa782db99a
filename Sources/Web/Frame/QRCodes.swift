import HTML
import Synchronization

/// The codes of addresses that were printed lately: one costs more to make than the rest of its page.
///
/// A code follows from its address alone, so a kept one is never out of date.
final class QRCodes: Sendable {
    private let known = Mutex<[String: QRCode]>([:])

    /// So many are kept; whoever asks for one more begins anew, so that made-up addresses fill no memory.
    static let most = 1000

    subscript(_ address: String) -> QRCode? {
        if let code = known.withLock({ $0[address] }) { return code }
        let code = QRCode(address)
        known.withLock {
            if $0.count >= QRCodes.most { $0 = [:] }
            $0[address] = code
        }
        return code
    }
}

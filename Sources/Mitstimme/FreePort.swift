import Glibc
import Terminal

/// A port on 127.0.0.1 that was free, kept from other programs as long as this one runs.
///
/// The address must be known before the server listens, because letters of the demo name it. The socket is bound but
/// never listens: with SO_REUSEADDR on both the server binds the same port beside it. Source: socket(7).
struct FreePort {
    let number: Int

    init() throws {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var yes: Int32 = 1
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound =
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size)) == 0
            && withUnsafeMutableBytes(of: &address) { bytes in
                guard let place = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else {
                    return false
                }
                return bind(socket, place, length) == 0 && getsockname(socket, place, &length) == 0
            }
        guard isBound else { throw BadInput("no port is free; choose one with --port") }
        number = Int(UInt16(bigEndian: address.sin_port))
    }
}

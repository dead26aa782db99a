import CCurl
import Dispatch

/// One libcurl handle for one transfer. It blocks, so `perform` runs it on a queue of its own.
final class Curl {
    private let handle: UnsafeMutableRawPointer
    private let idle: IdleCurls?
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var outgoing: ArraySlice<UInt8> = []
    private var limit = 0
    /// What the server sent so far.
    private(set) var incoming: [UInt8] = []

    /// libcurl wants to be made ready once, before any thread uses it.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    /// Gives up after `seconds`, and after 10 without a connection. Takes a handle that is idle, and gives it back.
    init(seconds: Int, idle: IdleCurls? = nil) throws(TransferError) {
        self.idle = idle
        guard Curl.isReady, let handle = idle?.take() ?? curl_easy_init() else {
            throw TransferError(
                code: Int(CURLE_FAILED_INIT.rawValue), reason: "libcurl cannot start", status: nil)
        }
        self.handle = handle
        // Without signals the time limits are safe in a program of many threads.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_TIMEOUT, seconds)
        set(CURLOPT_CONNECTTIMEOUT, min(seconds, 10))
    }

    deinit {
        if let idle { idle.put(handle) } else { curl_easy_cleanup(handle) }
        for list in lists { curl_slist_free_all(list) }
    }

    func set(_ option: CURLoption, _ value: String) { curl_set_string(handle, option, value) }

    func set(_ option: CURLoption, _ value: Int) { curl_set_long(handle, option, value) }

    func set(_ option: CURLoption, _ values: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for value in values { list = curl_slist_append(list, value) ?? list }
        if let list { lists.append(list) }
        curl_set_list(handle, option, list)
    }

    /// Sends these bytes when the server asks for them.
    func send(_ bytes: [UInt8]) {
        outgoing = bytes[...]
        curl_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque())
        curl_set_transfer(handle, CURLOPT_READFUNCTION) { buffer, size, count, curl in
            guard let buffer, let curl else { return 0 }
            let chunk = Unmanaged<Curl>.fromOpaque(curl).takeUnretainedValue().nextChunk(upTo: size * count)
            UnsafeMutableRawBufferPointer(start: buffer, count: size * count).copyBytes(from: chunk)
            return chunk.count
        }
    }

    /// Keeps what the server sends, up to `limit` bytes; more is a failure.
    func receive(upTo limit: Int) {
        self.limit = limit
        curl_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(self).toOpaque())
        curl_set_transfer(handle, CURLOPT_WRITEFUNCTION) { buffer, size, count, curl in
            guard let buffer, let curl else { return 0 }
            let chunk = UnsafeRawBufferPointer(start: buffer, count: size * count)
            return Unmanaged<Curl>.fromOpaque(curl).takeUnretainedValue().keep(chunk) ? chunk.count : 0
        }
    }

    private func nextChunk(upTo most: Int) -> ArraySlice<UInt8> {
        let chunk = outgoing.prefix(most)
        outgoing = outgoing.dropFirst(chunk.count)
        return chunk
    }

    private func keep(_ chunk: UnsafeRawBufferPointer) -> Bool {
        guard incoming.count + chunk.count <= limit else { return false }
        incoming += chunk
        return true
    }

    /// The server's last answer, such as 200; nil if there was none.
    var status: Int? {
        var status = 0
        curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        return status > 0 ? status : nil
    }

    /// When the server says that what it sent was last changed, in seconds since 1970; nil if it does not.
    var modified: Int? {
        var seconds = -1
        curl_get_long(handle, CURLINFO_FILETIME, &seconds)
        return seconds >= 0 ? seconds : nil
    }

    func perform() throws(TransferError) {
        let code = curl_easy_perform(handle)
        guard code == CURLE_OK else {
            throw TransferError(
                code: Int(code.rawValue), reason: String(cString: curl_easy_strerror(code)), status: status)
        }
    }

    /// Runs a blocking transfer away from the shared threads.
    static func away<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }

    private static let queue = DispatchQueue(label: "transfer", attributes: .concurrent)
}

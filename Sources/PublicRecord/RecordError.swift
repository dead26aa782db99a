/// Why a published file cannot be read, in one English sentence without a full stop.
package struct RecordError: Error, Hashable, Sendable {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}

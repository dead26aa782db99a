import Foundation
import Readers

/// The fuzzer of `MITSTIMME_FUZZER`. Built and called by `bin/fuzz`: libFuzzer's `main` finds the two functions by their
/// names (https://llvm.org/docs/LibFuzzer.html).
private let fuzzer: Fuzzer = {
    let name = ProcessInfo.processInfo.environment["MITSTIMME_FUZZER"] ?? ""
    guard let fuzzer = Fuzzer.all.first(where: { $0.name == name }) else {
        fatalError("There is no fuzzer \(name).")
    }
    return fuzzer
}()

/// Writes the seeds into the folder of `MITSTIMME_SEEDS` before libFuzzer reads it.
@_cdecl("LLVMFuzzerInitialize")
package func begin(_ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer) -> CInt {
    guard let folder = ProcessInfo.processInfo.environment["MITSTIMME_SEEDS"] else { return 0 }
    for (number, seed) in fuzzer.seeds.enumerated() {
        guard FileManager.default.createFile(atPath: "\(folder)/seed-\(number)", contents: Data(seed)) else {
            fatalError("\(folder) takes no seeds.")
        }
    }
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
package func feed(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    if let reader = fuzzer.fault(Array(UnsafeBufferPointer(start: bytes, count: count))) {
        fatalError("The reader of “\(reader.name)” breaks its law.")
    }
    return 0
}

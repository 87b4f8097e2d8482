import Glibc

/// Error numbers by name.
enum Errors {
    static let noSpace = ENOSPC
    static let quotaExceeded = EDQUOT
    static let accessDenied = EACCES
    static let notPermitted = EPERM
}

/// The operating system's words.
enum SystemMessage {
    /// What an error number means.
    static func text(of number: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard unsafe strerror_r(number, &buffer, buffer.count) == 0 else {
            return "error \(number)"
        }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

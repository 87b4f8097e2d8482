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
        // The GNU form of strerror_r, which Glibc shows here, may answer with a text of its own.
        guard let text = unsafe strerror_r(number, &buffer, buffer.count) else {
            return "error \(number)"
        }
        return unsafe String(cString: text)
    }
}

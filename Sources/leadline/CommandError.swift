/// Why a command could not do its work, in words for whoever typed it.
struct CommandError: Error, CustomStringConvertible {
    /// What kind of failure it was.
    enum Code {
        /// A setting or an argument is wrong.
        case setting
        /// Something the command needs is missing or away.
        case unavailable
        /// The command stopped before its work was done, and can be run again.
        case stopped
    }

    let code: Code
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    var description: String { message }
}

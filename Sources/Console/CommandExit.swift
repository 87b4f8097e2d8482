/// What a command tells the shell when it ends.
///
/// Wrong usage is 64 (`EX_USAGE` of sysexits.h), since the argument parser ends with it by itself
/// and one meaning should have one code; the other codes are small and our own.
public enum CommandExit: Int32, CaseIterable, Sendable {
    /// Everything that was asked for is done.
    case success = 0
    /// It failed; the message says why.
    case failure = 1
    /// It is done, but every row was rejected, or some were and `--strict` was given.
    case rejectedRows = 3
    /// Something it depends on, such as PostgreSQL or a free port, is not there; try again later.
    case unavailable = 4
    /// A setting has a value that is not allowed.
    case wrongSetting = 5
    /// The command line was not understood.
    case usage = 64
    /// Cancelled; what shells also tell of a program that Ctrl-C ended (128 + SIGINT).
    case interrupted = 130

    /// What it means, for `--help` and documents.
    public var meaning: String {
        switch self {
        case .success: "done"
        case .failure: "failed"
        case .rejectedRows: "all rows were rejected, or some with --strict"
        case .unavailable: "something needed is not available; try again"
        case .wrongSetting: "a setting has a wrong value"
        case .usage: "wrong usage"
        case .interrupted: "interrupted"
        }
    }
}

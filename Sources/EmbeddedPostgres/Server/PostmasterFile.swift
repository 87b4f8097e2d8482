/// What the postmaster writes about itself in `postmaster.pid`.
///
/// The lines are those of `miscadmin.h`, LOCK_FILE_LINE_…: process, data folder, start time, port,
/// socket folder, listen address, shared memory key, state.
struct PostmasterFile: Equatable, Sendable {
    /// How far the server is.
    enum State: String, Sendable {
        case starting
        case ready
        case stopping
        case standby
    }

    let processID: Int32
    let port: Int
    let socketDirectory: String
    let state: State

    /// Reads the file; nil while it is not written whole or when it is something else.
    init?(parsing text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 1, let id = Int32(lines[0]), id > 0 else { return nil }
        processID = id
        guard lines.count >= 8, let port = Int(lines[3]),
            let state = State(rawValue: lines[7].filter { !$0.isWhitespace })
        else {
            port = 0
            socketDirectory = ""
            state = .starting
            return
        }
        self.port = port
        socketDirectory = String(lines[4])
        self.state = state
    }
}

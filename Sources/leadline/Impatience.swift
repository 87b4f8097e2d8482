import Logging
import UnixSignals
import WebAPI

/// Hears whether the user is told to wait for too long.
enum Impatience {
    /// Waits for a second Ctrl-C (or SIGTERM): the requests that still run are broken off then.
    static func watch(_ server: HTTPServer, _ logger: Logger) async {
        var count = 0
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
            count += 1
            if count == 1 {
                logger.notice("Stopping; once more to break off what still runs")
            } else {
                server.closeAll()
            }
        }
    }
}

import EmbeddedPostgres
import Logging

/// Starts the private PostgreSQL again when it has died.
struct PrivateServer: Sendable {
    let server: EmbeddedPostgres
    let logger: Logger

    /// Looks four times a second until the task is cancelled.
    func watch() async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: .milliseconds(250))
                guard try await server.status().state == .stopped else { continue }
                logger.error("The private PostgreSQL has died and is started again")
                _ = try await server.start()
                logger.notice("The private PostgreSQL runs again")
            } catch is CancellationError {
                return
            } catch {
                logger.error(
                    "The private PostgreSQL can't be started", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(5))  // Cancelled: the loop looks itself.
            }
        }
    }
}

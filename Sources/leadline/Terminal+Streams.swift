import Console
import Foundation

extension Terminal {
    /// What standard output can show.
    static var standardOutput: Terminal {
        Terminal(descriptor: 1, environment: ProcessInfo.processInfo.environment)
    }

    /// What standard error can show.
    static var standardError: Terminal {
        Terminal(descriptor: 2, environment: ProcessInfo.processInfo.environment)
    }
}

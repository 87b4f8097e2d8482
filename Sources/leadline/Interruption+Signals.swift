import Foundation
import UnixSignals

extension Interruption {
    /// The signals that are heeded: SIGHUP not under `nohup`.
    static var trapped: [UnixSignal] {
        isIgnored(SIGHUP) ? [.sigint, .sigterm] : [.sigint, .sigterm, .sighup]
    }

    private static func isIgnored(_ signal: Int32) -> Bool {
        var action = sigaction()
        unsafe sigaction(signal, nil, &action)
        return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// Ends the program by a signal, so that shells and supervisors know why.
    static func leave(by signal: UnixSignal) -> Never {
        _ = Foundation.signal(signal.rawValue, SIG_DFL)
        // Threads of Dispatch block all signals.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, signal.rawValue)
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(signal.rawValue)
        exit(128 + signal.rawValue)
    }
}

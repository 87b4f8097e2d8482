#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Settings

/// A look at the port before anything else is started, so that a taken one is told at once.
enum ListeningPort {
    /// Binds the port for a moment.
    ///
    /// - Throws: ``CommandError`` that names the setting to change.
    static func check(_ settings: Settings) throws {
        guard settings.port != 0 else { return }
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        let outcome = unsafe getaddrinfo(settings.host, String(settings.port), &hints, &found)
        defer { unsafe freeaddrinfo(found) }
        guard outcome == 0, let address = unsafe found else {
            throw CommandError(
                .setting,
                "LEADLINE_HOST '\(settings.host)' is no address: use 127.0.0.1 or 0.0.0.0.")
        }
        let descriptor = unsafe socket(
            address.pointee.ai_family, address.pointee.ai_socktype, address.pointee.ai_protocol)
        defer { close(descriptor) }
        var yes: Int32 = 1
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        let result = unsafe bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen)
        guard result != 0 else { return }
        throw CommandError(.setting, problem(errno, settings))
    }

    private static func problem(_ code: Int32, _ settings: Settings) -> String {
        switch code {
        case EADDRINUSE:
            "Port \(settings.port) on \(settings.host) is taken by another process: stop that one "
                + "or set LEADLINE_PORT to a free port."
        case EACCES:
            "Port \(settings.port) is reserved for root: set LEADLINE_PORT to 1024 or more."
        case EADDRNOTAVAIL:
            "LEADLINE_HOST '\(settings.host)' is no address of this machine: use 127.0.0.1 or "
                + "0.0.0.0."
        default:
            "Port \(settings.port) on \(settings.host) can't be listened on (errno \(code)): "
                + "check LEADLINE_HOST and LEADLINE_PORT."
        }
    }
}

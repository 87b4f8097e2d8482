import Foundation
import Glibc
import Synchronization

/// Takes connections on a TCP port, notes when they came, and hangs up.
final class DumbListener: Sendable {
    struct Failure: Error {
        let errno: Int32
    }

    let port: Int
    private let descriptor: Int32
    private let moments = Mutex<[ContinuousClock.Instant]>([])

    init() throws {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let outcome = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                let bound = unsafe bind(socket, generic, length)
                return bound == 0 ? unsafe getsockname(socket, generic, &length) : bound
            }
        }
        guard outcome == 0, listen(socket, 64) == 0 else { throw Failure(errno: errno) }
        descriptor = socket
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// When connections came.
    var arrivals: [ContinuousClock.Instant] { moments.withLock { $0 } }

    /// Begins to take connections.
    func start() {
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                moments.withLock { $0.append(.now) }
                close(connection)
            }
        }
    }

    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}

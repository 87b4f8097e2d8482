import Glibc

/// A plain TCP connection that sends any bytes, however wrong.
///
/// Its calls block: use them inside `RawSocket.use`, which runs on a thread of its own.
public struct RawSocket: ~Copyable {
    private let handle: Int32

    /// Why a raw connection failed.
    public struct Failure: Error, Sendable {
        /// The call that failed.
        public let call: String
        /// The system's error number.
        public let number: Int32
    }

    /// Connects to a port of this machine; the system keeps so many bytes that aren't received yet.
    ///
    /// - Throws: `Failure` when nothing listens there.
    public init(port: Int, receiveBuffer: Int32? = nil) throws(Failure) {
        handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard handle >= 0 else { throw Failure(call: "socket", number: errno) }
        if var bytes = receiveBuffer {
            unsafe setsockopt(
                handle, SOL_SOCKET, SO_RCVBUF, &bytes, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(handle, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure(call: "connect", number: errno) }
    }

    deinit { Glibc.close(handle) }

    /// Sends bytes; false when the other end is gone.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    handle, buffer.baseAddress.map { unsafe $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Sends text; false when the other end is gone.
    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Sends the same bytes again and again until nothing is taken any more, or the limit is met.
    ///
    /// - Returns: the number of bytes taken.
    public func flood(with bytes: [UInt8], upTo limit: Int, patience milliseconds: Int) -> Int {
        var taken = 0
        while taken < limit {
            var poll = pollfd(fd: handle, events: Int16(POLLOUT), revents: 0)
            guard unsafe Glibc.poll(&poll, 1, Int32(milliseconds)) > 0 else { break }
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    handle, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            guard count > 0 else { break }
            taken += count
        }
        return taken
    }

    /// Says that nothing more will be sent.
    public func finishSending() { shutdown(handle, Int32(SHUT_WR)) }

    /// Waits.
    public func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }

    /// Makes the connection break off (RST) when it is closed.
    public func breakOff() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(
            handle, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    }

    /// Receives until `isEnough` says so, the other end closes, or time is over.
    public func receive(
        milliseconds: Int = 5000, until isEnough: ((String) -> Bool)? = nil
    ) -> Received {
        var bytes: [UInt8] = []
        var left = milliseconds
        while left > 0 {
            var poll = pollfd(fd: handle, events: Int16(POLLIN), revents: 0)
            let step = min(left, 20)
            left -= unsafe Glibc.poll(&poll, 1, Int32(step)) == 0 ? step : 0
            guard poll.revents != 0 else { continue }
            let part = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = unsafe max(0, recv(handle, buffer.baseAddress, buffer.count, 0))
            }
            if part.isEmpty { return Received(bytes: bytes, isClosed: true) }
            bytes += part
            if let isEnough, isEnough(String(decoding: bytes, as: UTF8.self)) { break }
        }
        return Received(bytes: bytes, isClosed: false)
    }

    /// What was received.
    public struct Received: Sendable {
        /// The bytes.
        public let bytes: [UInt8]
        /// Whether the other end closed the connection.
        public let isClosed: Bool

        /// The bytes as text.
        public var text: String { String(decoding: bytes, as: UTF8.self) }
    }
}

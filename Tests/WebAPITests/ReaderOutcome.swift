import NIOCore
import NIOEmbedded
import NIOHTTP1

@testable import WebAPI

/// What became of the bytes of a connection, up to the last request that it takes.
struct ReaderOutcome: Equatable {
    struct Seen: Equatable {
        var method: String
        var target: String
        var isHTTP10: Bool
        var keepsAlive: Bool
        var headers: [String]
        var body: [UInt8] = []
        var isComplete = false
    }

    var requests: [Seen] = []
    var isRefused = false
    var fault: RequestFault?
    /// Whether nothing behind the last request is a request any more.
    var isOver = false

    var complete: [Seen] { requests.filter(\.isComplete) }

    /// What the server's own reader makes of them, when they come in these pieces.
    static func own(_ pieces: [ArraySlice<UInt8>], maxHeaderBytes: Int = 4096) -> ReaderOutcome {
        var outcome = ReaderOutcome()
        var reader = RequestReader(maxHeaderBytes: maxHeaderBytes)
        var input = ByteBuffer()
        do throws(RequestFault) {
            for piece in pieces {
                input.writeBytes(piece)
                while !outcome.isOver, outcome.take(try reader.next(in: &input)) {}
            }
        } catch {
            outcome.isRefused = true
            outcome.fault = error
        }
        return outcome
    }

    private mutating func take(_ event: RequestReader.Event) -> Bool {
        switch event {
        case .whole(let head, let body):
            begin(head)
            requests[requests.count - 1].body = Array(buffer: body)
            end()
        case .head(let head): begin(head)
        case .body(let bytes): requests[requests.count - 1].body += Array(buffer: bytes)
        case .end: end()
        case .needsMore: return false
        }
        return true
    }

    private mutating func begin(_ head: RequestHead) {
        let headers = RequestHeaders(head)
        requests.append(
            Seen(
                method: head.method.rawValue, target: headers.text(head.target),
                isHTTP10: head.isHTTP10,
                keepsAlive: head.keepsAlive && !head.isConnect && !head.known.asksForUpgrade,
                headers: headers.all.map { "\($0.name)=\($0.value)" }))
    }

    private mutating func end() {
        requests[requests.count - 1].isComplete = true
        isOver = !requests[requests.count - 1].keepsAlive
    }

    /// What SwiftNIO's decoder makes of them.
    static func reference(_ bytes: [UInt8], maxHeaderBytes: Int = 4096) -> ReaderOutcome {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = maxHeaderBytes
        limits.maxHeaderListSize = maxHeaderBytes
        let channel = EmbeddedChannel(
            handler: ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: limits)))
        var outcome = ReaderOutcome()
        do { try channel.writeInbound(ByteBuffer(bytes: bytes)) } catch { outcome.isRefused = true }
        while let part = try? channel.readInbound(as: HTTPServerRequestPart.self) {
            outcome.take(part)
        }
        _ = try? channel.finish(acceptAlreadyClosed: true)
        return outcome
    }

    private mutating func take(_ part: HTTPServerRequestPart) {
        guard !isOver else { return }
        switch part {
        case .head(let head):
            // The reader lets `close` win over `keep-alive` in HTTP/1.0 too.
            let isLast =
                head.method == .CONNECT || head.headers.contains(name: "upgrade")
                || head.headers[canonicalForm: "connection"].contains { $0.lowercased() == "close" }
            requests.append(
                Seen(
                    method: RequestMethod(rawValue: head.method.rawValue)?.rawValue ?? "OTHER",
                    target: head.uri, isHTTP10: head.version == .http1_0,
                    keepsAlive: head.isKeepAlive && !isLast,
                    headers: head.headers.map { "\($0.name)=\($0.value.trimmed)" }))
        case .body(let bytes): requests[requests.count - 1].body += Array(buffer: bytes)
        case .end: end()
        }
    }
}

import Testing
import WebAPI
import WebAPITesting

@Suite("Addresses that name no resource") struct BareAddressTests {
    @Test("The bare address leads to the documentation, below the root path too")
    func root() async throws {
        for (rootPath, target) in [("", "/"), ("/leads", "/"), ("/leads", "/leads")] {
            let transport = TestTransport(try Sample.api { $0.rootPath = rootPath })
            let response = try await transport.send(.get, target)
            #expect(response.status.code == 307)
            #expect(response.header("location") == rootPath + "/docs")
        }
    }

    @Test("OPTIONS * asks the server as a whole")
    func options() async throws {
        let response = try await TestTransport(try Sample.api()).send(.options, "*")
        #expect(response.status == .noContent)
        #expect(response.header("allow") == "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
    }
}

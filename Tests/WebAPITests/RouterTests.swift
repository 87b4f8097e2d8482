import Testing

@testable import WebAPI

@Suite("The router") struct RouterTests {
    let router: Router

    init() throws {
        var router = Router()
        try router.add(.get, "/", 0)
        try router.add(.get, "/leads", 1)
        try router.add(.post, "/leads", 2)
        try router.add(.get, "/leads/{id}", 3)
        try router.add(.post, "/leads/search", 4)
        try router.add(.get, "/leads/{id}/notes/{note}", 5)
        try router.add(.get, "/leads/bulk/notes/all", 6)
        self.router = router
    }

    @Test(
        "finds the operation whatever stands at the path's end",
        arguments: [
            ("/", 0, []), ("/leads", 1, []), ("/leads/", 1, []), ("/leads?limit=3", 1, []),
            ("/leads/?x", 1, []), ("/leads#top", 1, []), ("/leads/7", 3, ["7"]),
            ("/leads/7/", 3, ["7"]), ("/leads/a%2Fb", 3, ["a/b"]), ("/l%65ads/7", 3, ["7"]),
            ("/leads/%C3%A9", 3, ["é"]), ("/leads/%zz%", 3, ["%zz%"]),
            ("/leads/%ff", 3, ["\u{FFFD}"]), ("/leads/7/notes/8", 5, ["7", "8"]),
            ("/leads/bulk/notes/all", 6, []), ("/leads/bulk/notes/9", 5, ["bulk", "9"]),
            ("/leads/a+b", 3, ["a+b"]),
        ] as [(String, Int, [String])])
    func finds(target: String, operation: Int, values: [String]) {
        #expect(router.match(.get, target) == .operation(operation, pathValues: values))
    }

    @Test(
        "finds nothing where nothing is",
        arguments: [
            "", "*", "leads", "/leadsx", "/lead", "//leads", "/leads//notes", "/leads/7/notes",
            "/Leads", "http://example.com/leads",
        ])
    func findsNothing(target: String) {
        #expect(router.match(.get, target) == .notFound)
    }

    @Test("names the methods of a resource that has another one")
    func namesMethods() {
        #expect(
            router.match(.delete, "/leads") == .methodNotAllowed([.get, .post, .head, .options]))
        #expect(router.match(.get, "/leads/search") == .methodNotAllowed([.post, .options]))
    }

    @Test("answers HEAD with GET, but only where there is one")
    func headIsGet() {
        #expect(router.match(.head, "/leads") == .operation(1, pathValues: []))
        #expect(router.match(.head, "/leads/search") == .methodNotAllowed([.post, .options]))
    }

    @Test("refuses a second operation in the same place")
    func refusesDuplicates() {
        var router = router
        #expect(throws: APIError.self) { try router.add(.get, "/leads/{other}", 9) }
    }
}

extension Router {
    fileprivate func match(_ method: RequestMethod, _ target: String) -> Match {
        match(method, target.utf8.span)
    }
}

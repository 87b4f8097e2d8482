import Leads
import Testing

@Suite struct IdentifierTests {
    @Test func `a new id is a version 7 UUID of its moment`() {
        let id = LeadID.make(at: 0x0123_4567_89AB)
        #expect(id.high >> 16 == 0x0123_4567_89AB)
        #expect(id.high >> 12 & 0xF == 7)
        #expect(id.low >> 62 == 0b10)
    }

    @Test func `ids of later moments sort behind`() {
        #expect(LeadID.make(at: 1000) < LeadID.make(at: 1001))
    }

    @Test func `two ids of one moment differ`() {
        let ids = Set((0..<10_000).map { _ in LeadID.make(at: 5) })
        #expect(ids.count == 10_000)
    }

    @Test func `the text form reads back`() throws {
        let id = LeadID.make()
        #expect(id.description.count == 36)
        #expect(LeadID(id.description) == id)
        #expect(LeadID("not-a-uuid") == nil)
    }
}

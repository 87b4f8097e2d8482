import Evaluation
import Foundation
import Testing

@Suite("Labelled collections")
struct LabelledCollectionTests {
    let one = [LabelledText(text: "a \"b\"\n", label: "x"), LabelledText(text: "ü", label: "y")]

    @Test(
        "JSON is read as objects or pairs, in an array or line by line",
        arguments: [
            #"[{"text":"a \"b\"\n","label":"x","n":1},{"intent":null,"label":"y","text":"ü"}]"#,
            #"[["a \"b\"\n","x"],["ü","y"]]"#,
            "{\"text\":\"a \\\"b\\\"\\n\",\"label\":\"x\"}\n{\"label\":\"y\",\"text\":\"\\u00fc\"}\n",
            "[\"a \\\"b\\\"\\n\",\"x\"]\n[\"ü\",\"y\"]",
        ])
    func json(text: String) throws {
        #expect(try LabelledText.read(json: Array(text.utf8)) == one)
    }

    @Test(
        "JSON of another shape is refused",
        arguments: [
            (#"[["a"]]"#, .invalidJSON, "entry 1"), (#"[{"text":"a"}]"#, .missingColumn, "text"),
            (#"[{"label":"a"}]"#, .missingColumn, "text"), ("[1]", .invalidJSON, "byte"),
            (#"[["a","b"]"#, .invalidJSON, "byte"), ("{\"text\":", .invalidJSON, "byte"),
            (#"[{"text":"a","label":"b","intent":"c"}]"#, .missingColumn, "label and intent"),
        ] as [(String, EvaluationError.Code, String)])
    func refusals(text: String, code: EvaluationError.Code, part: String) {
        let error = #expect(throws: EvaluationError.self) {
            try LabelledText.read(json: Array(text.utf8))
        }
        #expect(error?.code == code)
        #expect(error?.message.contains(part) == true, "\(String(describing: error))")
    }

    @Test("CSV that is not UTF-8 is refused")
    func encoding() {
        let error = #expect(throws: EvaluationError.self) {
            try LabelledText.read(csv: Array("text,label\n".utf8) + [0xFF, 0x2C, 0x61])
        }
        #expect(error?.code == .invalidCSV)
    }

    @Test("a folder has a file for each part, a JSON file a member")
    func parts() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "labelled-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // A left-over fails no test.
        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        try write("text,intent\n\"a \"\"b\"\"\n\",x\nü,y\n", "train.csv")
        try write(#"[["z","oos"]]"#, "oos_val.json")
        try write(#"{"train":[["a \"b\"\n","x"],["ü","y"]],"oos_val":[["z","oos"]]}"#, "all.json")
        try write("id,body\n1,a\n", "test.csv")
        for path in [folder.path(), folder.appending(path: "all.json").path()] {
            let collection = try LabelledCollection(path: path)
            #expect(try collection.part("train")?.texts == one)
            #expect(try collection.part("oos_val")?.texts.map(\.text) == ["z"])
            #expect(try collection.part("val") == nil)
        }
        let error = #expect(throws: EvaluationError.self) {
            try LabelledCollection(path: folder.path()).part("test")
        }
        #expect(error?.code == .missingColumn)
        #expect(error?.message.contains("test.csv: there is no column text") == true)
        #expect(throws: EvaluationError.self) {
            try LabelledCollection(path: folder.appending(path: "none").path())
        }
        #expect(throws: EvaluationError.self) {
            try LabelledCollection.texts(of: folder.appending(path: "none.txt").path())
        }
    }
}

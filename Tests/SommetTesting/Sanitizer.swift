import Foundation

/// What watches the tests while they run, at a cost in time and memory of its own (`scripts/sanitize.sh`).
public enum Sanitizer {
  private static let name = ProcessInfo.processInfo.environment["SOMMET_SANITIZE"]

  public static let isOn = name != nil
  /// ThreadSanitizer begins by writing a file, which it maps.
  public static let isOfThreads = name == "thread"
}

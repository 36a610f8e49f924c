import Foundation

/// What watches the tests while they run, at a cost in time and memory of its own (`scripts/sanitize.sh`).
public enum Sanitizer {
  public static let isOn = ProcessInfo.processInfo.environment["SOMMET_SANITIZE"] != nil
}

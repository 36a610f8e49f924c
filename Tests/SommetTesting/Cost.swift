import Foundation

/// How the cost of a task grows with its size.
public enum Cost {
  /// The processor time of a task of four times the size, as a multiple of that of the size: about 4 where the cost is linear, 16
  /// where it is quadratic. The best of three runs counts, and of up to twelve when that seems to grow too fast: caches and
  /// neighbours make some runs slow, but none fast.
  public static func growth(_ size: Int, _ task: (Int) throws -> Void) rethrows -> Double {
    var (small, large) = (Double.infinity, Double.infinity)
    var growth: Double {
      // What is too quick for the clock grows with its ticks.
      large / max(small, 0.002)
    }
    for round in 0..<12 where round < 3 || growth >= limit {
      small = min(small, try seconds { try task(size) })
      large = min(large, try seconds { try task(4 * size) })
    }
    return growth
  }

  /// More than this is no linear cost, on a busy machine either.
  public static let limit = 9.0

  /// Of this thread alone, so that other tests do not count.
  private static func seconds(_ task: () throws -> Void) rethrows -> Double {
    var (start, end) = (timespec(), timespec())
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
    try task()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
    return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
  }

  /// Runs that tokenizers, patterns and readers of lines stumble over.
  public static let runs = [
    "(", ")", "((a", "'", "\"", "«a", "-", "-a", ".", ".a", "a.", ",", "1", "1.", "1/2/2025-", "12/",
    "http://a.b/", "www.a", "a@b.", "A", "AB ",
    "É", "e\u{301}\u{302}\u{303}", "\u{200B}", "\u{202E}a", "👩‍👩‍👧‍👦", "lundi 1er ", "à 10h30 ", "le 3 ", "il y a ",
    "deux cent mille ", "de la ",
    "Par A ", "l'", "qu'", "…", "…a", ":-) ", "<", "&amp;", "\t", "\u{A0}",
  ]

  public static func text(_ run: String, _ size: Int) -> String {
    String(repeating: run, count: max(1, size / run.unicodeScalars.count))
  }
}

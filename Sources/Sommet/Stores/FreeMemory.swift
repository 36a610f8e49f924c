import CMalloc

/// Memory that is free for later.
package enum FreeMemory {
  /// Gives back to the system what one phase of a build has let go of and the next one does not need. The allocator
  /// keeps what it may need again, which after millions of small pieces is much, and each thread has its own.
  package static func release() { sommet_release_free_memory() }

  /// Sees to it that large pieces go back as soon as they are let go of. A merge takes few of them, and each of its steps others; an
  /// extraction takes them all the time, and is slower for it.
  package static func returnLargePieces() { sommet_return_large_pieces() }
}

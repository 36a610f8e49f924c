#include <stddef.h>
#include <stdint.h>

/// libFuzzer as a library: runs `body` on inputs without end, or as its arguments say.
///
/// Source: <https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library>.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*body)(const uint8_t *bytes, size_t count));

#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

/// Inflates a raw deflate stream (RFC 1951, as zip files hold it) into a buffer of exactly the expected length.
///
/// Returns 0 when the stream ends just where the buffer does, else zlib's error code (or Z_BUF_ERROR).
static inline int sommet_inflate(const uint8_t *input, size_t inputLength, uint8_t *output, size_t outputLength) {
  if (inputLength > UINT32_MAX || outputLength > UINT32_MAX) return Z_MEM_ERROR;
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  int code = inflateInit2(&stream, -MAX_WBITS);
  if (code != Z_OK) return code;
  uint8_t spare = 0;
  stream.next_in = (Bytef *)input;
  stream.avail_in = (uInt)inputLength;
  stream.next_out = outputLength ? output : &spare;
  stream.avail_out = (uInt)outputLength;
  code = inflate(&stream, Z_FINISH);
  size_t written = stream.total_out;
  inflateEnd(&stream);
  return code == Z_STREAM_END && written == outputLength ? 0 : code < 0 ? code : Z_BUF_ERROR;
}

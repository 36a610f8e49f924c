#ifndef COLUMNS_H
#define COLUMNS_H

#include <stdint.h>

/// Columns that a Unicode scalar takes on a terminal: 0, 1 or 2; -1 for a control character. The user's locale does not matter.
int terminal_columns(uint32_t scalar);

#endif

#define _XOPEN_SOURCE 700
#include "columns.h"

#include <locale.h>
#include <pthread.h>
#include <wchar.h>

static locale_t utf8;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make(void) { utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }

int terminal_columns(uint32_t scalar) {
  pthread_once(&once, make);
  if (!utf8) return 1;
  locale_t old = uselocale(utf8);
  int columns = wcwidth((wchar_t)scalar);
  uselocale(old);
  return columns;
}

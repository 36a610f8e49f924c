#include "line_editor.h"

#include <editline/readline.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static line_editor_proposer proposer;
/// Set in a signal's handler, read by any thread.
static atomic_int interrupted;

/// The proposals as the editor wants them: before them what they have in common.
static char **propose(const char *word, int start, int end) {
  (void)start;
  (void)end;
  // Nothing but what is proposed: no names of files.
  rl_attempted_completion_over = 1;
  if (!proposer) return NULL;
  char **found = proposer(rl_line_buffer ? rl_line_buffer : "", word);
  if (!found) return NULL;
  size_t count = 0;
  while (found[count]) count++;
  char **matches = count ? malloc((count + 2) * sizeof *matches) : NULL;
  if (!matches) {
    for (size_t number = 0; number < count; number++) free(found[number]);
    free(found);
    return NULL;
  }
  size_t common = strlen(found[0]);
  for (size_t number = 1; number < count; number++) {
    size_t same = 0;
    while (same < common && found[number][same] == found[0][same]) same++;
    common = same;
  }
  // Not within a letter of several bytes.
  while (common > 0 && (found[0][common] & 0xC0) == 0x80) common--;
  matches[0] = strndup(found[0], common);
  memcpy(matches + 1, found, (count + 1) * sizeof *matches);
  free(found);
  return matches;
}

/// Through it an interrupt wakes whoever waits for a character, on whatever thread it comes.
static int wake[2] = {-1, -1};

/// Whether there is something to read; 0 after an interrupt.
static int wait_for(int file) {
  struct pollfd files[2] = {{file, POLLIN, 0}, {wake[0], POLLIN, 0}};
  for (;;) {
    // A window that changes its size ends the waiting, too.
    if (poll(files, wake[0] < 0 ? 1 : 2, -1) < 0) {
      if (errno == EINTR) continue;
      return 0;
    }
    if (wake[0] >= 0 && files[1].revents) {
      char bytes[16];
      while (read(wake[0], bytes, sizeof bytes) > 0) continue;
      if (interrupted) return 0;
    } else {
      return 1;
    }
  }
}

/// A character of the terminal's UTF-8; -1 at the end, and after an interrupt, which the editor's own reading would pass over.
static int next_character(FILE *stream) {
  int file = fileno(stream);
  unsigned char byte;
  unsigned int scalar = 0;
  int rest = 0;
  for (;;) {
    if (!wait_for(file)) return -1;
    ssize_t count = read(file, &byte, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return -1;
    if (rest == 0) {
      if (byte < 0x80) return byte;
      rest = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
      scalar = byte & (0x3F >> rest);
    } else {
      scalar = scalar << 6 | (byte & 0x3F);
      if (--rest == 0) return (int)scalar;
    }
  }
}

void line_editor_begin(const char *name) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
  rl_readline_name = (char *)name;
  rl_catch_signals = 0;
  rl_getc_function = next_character;
  rl_initialize();
  using_history();
  rl_attempted_completion_function = propose;
  rl_completer_word_break_characters = (char *)" \t\n\"'`(){}[]<>=;|&,:";
  // A word that is proposed may go on: `count(`.
  rl_completion_append_character = 0;
  rl_basic_word_break_characters = rl_completer_word_break_characters;
}

void line_editor_set_proposer(line_editor_proposer those) { proposer = those; }

char *line_editor_read(const char *prompt) { return readline(prompt); }

void line_editor_remember(const char *line, int most) {
  add_history(line);
  stifle_history(most);
}

int line_editor_load(const char *path) { return read_history(path); }
int line_editor_save(const char *path) { return write_history(path); }

static void note(int number) {
  (void)number;
  int error = errno;
  atomic_store(&interrupted, 1);
  // Full or not, there is something in it.
  ssize_t written = write(wake[1], "", 1);
  (void)written;
  errno = error;
}

void line_editor_catch_interrupts(void) {
  if (wake[0] < 0 && pipe(wake) == 0) {
    for (int end = 0; end < 2; end++) {
      fcntl(wake[end], F_SETFL, O_NONBLOCK);
      fcntl(wake[end], F_SETFD, FD_CLOEXEC);
    }
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note;
  sigaction(SIGINT, &action, NULL);
}

static struct sigaction left;

void line_editor_leave_interrupts(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_IGN;
  sigaction(SIGINT, &action, &left);
}

void line_editor_take_interrupts(void) { sigaction(SIGINT, &left, NULL); }

int line_editor_was_interrupted(void) { return atomic_exchange(&interrupted, 0); }

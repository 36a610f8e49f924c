#ifndef LINE_EDITOR_H
#define LINE_EDITOR_H

/// Lines typed at a terminal, with editing, history and completion by libedit, whose variables stay behind these functions.

/// Readies the editor. `name` is what ~/.editrc knows the program by.
void line_editor_begin(const char *name);

/// Proposals for a line up to the cursor: strings that continue its last word, from `malloc`, ended by NULL, in an array from
/// `malloc`; NULL for none. The editor frees them.
typedef char **(*line_editor_proposer)(const char *line, const char *word);
void line_editor_set_proposer(line_editor_proposer proposer);

/// Reads a line, without its end, from `malloc`; NULL at the end of input, or after an interrupt.
char *line_editor_read(const char *prompt);

void line_editor_remember(const char *line, int most);
int line_editor_load(const char *path);
int line_editor_save(const char *path);

/// From now on, an interrupt (Ctrl-C) sets a mark instead of ending the program.
void line_editor_catch_interrupts(void);
/// Interrupts are another program's business, until they are taken back.
void line_editor_leave_interrupts(void);
void line_editor_take_interrupts(void);
/// Whether there was an interrupt since this was last asked.
int line_editor_was_interrupted(void);

#endif

// What an editor holds, for the files of this target.
#pragma once

#include "CLineEditor.h"
#include "libedit.h"

#include <wchar.h>

struct LineEditor {
  const Libedit *libedit;
  EditLine *line;
  HistoryW *history;
  LineEditorOwner owner;
  wchar_t *prompt;
  // The columns of the prompt's last row.
  int prompt_columns;
  // The entry as UTF-8.
  char *text;
  size_t capacity;
  // Can be read when an interrupt came as a signal.
  int wake;
  // The key that interrupts: while a line is read, the terminal sends it as a character.
  unsigned char interrupt_key;
  // How the reading ended, and by which signal.
  LineEvent event;
  int signal;
  // Bytes that were typed and not read yet.
  unsigned char input[4096];
  size_t input_start, input_end;
  mbstate_t decoding;
};

// Entry.c: the entry as UTF-8 in `editor->text`; the length, and the bytes before the cursor.
size_t line_editor_text(LineEditor *editor, size_t *cursor);

// Puts the cursor on the last row of the entry.
void line_editor_leave_entry(LineEditor *editor);

// Draws the entry where it stands, on a terminal that has another size now.
void line_editor_draw_again(LineEditor *editor);

// The columns of the terminal.
int line_editor_columns(void);

// The wide characters of a text; to be freed.
wchar_t *wide_text(const char *text);

// TerminalInput.c: the next character that is typed; libedit calls it.
int terminal_input(EditLine *line, wchar_t *character);
// Takes what was typed while a statement ran. The terminal still gives it as lines, of which Ctrl-D is an
// end: between here and the first key it would be read as nothing.
void terminal_take_typed_ahead(LineEditor *editor);
// The key that interrupts was maybe typed behind an entry, before the terminal made signals of it
// again: then the signal is sent.
void terminal_pass_on_interrupt(LineEditor *editor);
// The signals that a prompt listens to, from here on and no longer.
void terminal_signals_begin(void);
void terminal_signals_end(void);

// Keys.c: the keys that are ours, before and after the user's own file of keys is read.
void keys_add(LineEditor *editor);
void keys_fix(LineEditor *editor);

// The editor of a line of libedit.
LineEditor *editor_of(EditLine *line);

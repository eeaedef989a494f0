// The line editor of the prompt: libedit behind functions that Swift can call.
//
// libedit's own functions take any number of arguments, which Swift cannot pass, and it lacks what a
// prompt for whole statements needs: pasting as one piece, Enter that knows whether a statement is
// complete, a list of completions below several rows. All text is UTF-8 here and wide characters in
// libedit. All calls come from one thread.
//
// libedit is opened when the first line is read, so that a script does not wait for it.
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct LineEditor LineEditor;

// What the editor asks its owner. `text` is the whole entry, `cursor` a number of bytes.
typedef struct {
  void *context;
  // Whether Enter opens another line.
  bool (*is_incomplete)(void *context, const char *text, size_t length);
  // The Tab key; answered by line_editor_replace and line_editor_list.
  void (*complete)(void *context, const char *text, size_t length, size_t cursor);
  // The keys for editing elsewhere; answered by line_editor_replace_all.
  void (*edit)(void *context, const char *text, size_t length);
} LineEditorOwner;

// How the reading of an entry ended.
typedef enum {
  LineIsEntered,
  // Ctrl-C: the owner's descriptor can be read.
  LineIsInterrupted,
  // Ctrl-D on an empty line, or the terminal went away.
  LineInputEnded,
  // A signal that ends programs.
  LineIsTerminated,
} LineEvent;

// Opens an editor on the terminal that standard input and output are.
//
// `wake` is a descriptor that can be read when Ctrl-C came. Returns NULL, with a reason, where libedit
// is missing or the kind of the terminal is unknown.
LineEditor *line_editor_open(int wake, LineEditorOwner owner, const char **reason);

// Reads an entry. A piece of the prompt between two \1 takes no room. The text is valid until the next
// call; its length may be more than strlen tells. `number` is that of the signal.
LineEvent line_editor_read(
    LineEditor *editor, const char *prompt, const char **text, size_t *length, int *number);

// Adds an entry to what the arrow keys and the search recall.
void line_editor_remember(LineEditor *editor, const char *text);

// Forgets all entries.
void line_editor_forget(LineEditor *editor);

// Takes `erased` characters before the cursor away and inserts a text.
void line_editor_replace(LineEditor *editor, size_t erased, const char *text);

// Puts a text in the place of the whole entry.
void line_editor_replace_all(LineEditor *editor, const char *text);

// Shows lines below the entry, and the entry again below them.
void line_editor_list(LineEditor *editor, const char *lines);

// Gives the terminal to another program, and takes it back.
void line_editor_lend(LineEditor *editor);
void line_editor_take_back(LineEditor *editor);

// How many rows a text takes on the terminal, below a prompt of so many columns; the rest of its last row
// is counted as one.
int line_editor_rows(const char *text, int prompt_columns, int columns);

void line_editor_close(LineEditor *editor);

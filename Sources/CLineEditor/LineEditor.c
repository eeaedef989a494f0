// Opening, reading and closing; what is recalled.
#define _GNU_SOURCE
#include "LineEditor.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const wchar_t *prompt(EditLine *line) {
  return editor_of(line)->prompt;
}

// MARK: Reading

static void set_prompt(LineEditor *editor, const char *text) {
  free(editor->prompt);
  editor->prompt = wide_text(text);
  editor->prompt_columns = 0;
  bool counts = true;
  for (const wchar_t *at = editor->prompt; at && *at; at++) {
    if (*at == 1) counts = !counts;
    else if (counts) editor->prompt_columns += wcwidth(*at) > 0 ? wcwidth(*at) : 0;
  }
}

LineEvent line_editor_read(
    LineEditor *editor, const char *prompt, const char **text, size_t *length, int *number) {
  set_prompt(editor, prompt);
  editor->event = LineIsEntered;
  editor->signal = 0;
  terminal_signals_begin();
  // Brackets around what is pasted.
  fputs("\033[?2004h", stdout);
  fflush(stdout);
  terminal_take_typed_ahead(editor);
  int count = 0;
  const wchar_t *line = editor->libedit->el_wgets(editor->line, &count);
  fputs("\033[?2004l", stdout);
  fflush(stdout);
  terminal_signals_end();
  *number = editor->signal;
  *length = 0;
  *text = "";
  if (editor->event != LineIsEntered) return editor->event;
  if (!line || count <= 0) return LineInputEnded;
  terminal_pass_on_interrupt(editor);
  size_t cursor;
  *length = line_editor_text(editor, &cursor);
  *text = editor->text;
  return LineIsEntered;
}

void line_editor_lend(LineEditor *editor) {
  editor->libedit->el_wset(editor->line, EL_PREP_TERM, 0);
  fputs("\033[?2004l\r\n", stdout);
  fflush(stdout);
}

void line_editor_take_back(LineEditor *editor) {
  fputs("\033[?2004h", stdout);
  fflush(stdout);
  editor->libedit->el_wset(editor->line, EL_PREP_TERM, 1);
  editor->libedit->el_wset(editor->line, EL_REFRESH);
}

// MARK: Entries

void line_editor_remember(LineEditor *editor, const char *text) {
  HistEventW event;
  wchar_t *wide = wide_text(text);
  if (wide) editor->libedit->history_w(editor->history, &event, H_ENTER, wide);
  free(wide);
}

void line_editor_forget(LineEditor *editor) {
  HistEventW event;
  editor->libedit->history_w(editor->history, &event, H_CLEAR);
}

// MARK: Opening and closing

LineEditor *line_editor_open(int wake, LineEditorOwner owner, const char **reason) {
  const Libedit *libedit = libedit_open(reason);
  if (!libedit) return NULL;
  const char *kind = getenv("TERM");
  if (!kind || !*kind || libedit->tgetent(NULL, kind) != 1) {
    *reason = "the kind of the terminal is unknown";
    return NULL;
  }
  // In another character set libedit drops bytes; the program's own words are UTF-8 as well.
  setlocale(LC_CTYPE, "C.UTF-8");
  LineEditor *editor = calloc(1, sizeof *editor);
  *reason = "there is no memory";
  if (!editor) return NULL;
  editor->libedit = libedit;
  editor->owner = owner;
  editor->wake = wake;
  editor->interrupt_key = _POSIX_VDISABLE;
  editor->line = libedit->el_init("sales", stdin, stdout, stderr);
  editor->history = libedit->history_winit();
  if (!editor->line || !editor->history) {
    line_editor_close(editor);
    return NULL;
  }
  HistEventW event;
  libedit->history_w(editor->history, &event, H_SETSIZE, 10000);
  libedit->history_w(editor->history, &event, H_SETUNIQUE, 1);
  EditLine *line = editor->line;
  libedit->el_wset(line, EL_CLIENTDATA, editor);
  libedit->el_wset(line, EL_EDITOR, L"emacs");
  libedit->el_wset(line, EL_SIGNAL, 0);
  libedit->el_wset(line, EL_GETCFN, terminal_input);
  libedit->el_wset(line, EL_PROMPT_ESC, prompt, L'\1');
  libedit->el_wset(line, EL_HIST, libedit->history_w, editor->history);
  keys_add(editor);
  libedit->el_source(line, NULL);
  keys_fix(editor);
  return editor;
}

void line_editor_close(LineEditor *editor) {
  if (editor->line) editor->libedit->el_end(editor->line);
  if (editor->history) editor->libedit->history_wend(editor->history);
  free(editor->prompt);
  free(editor->text);
  free(editor);
}

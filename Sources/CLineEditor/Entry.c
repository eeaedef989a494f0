// The entry that is being typed: its text, its place on the terminal, and changes of it.
#define _GNU_SOURCE
#include "LineEditor.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

LineEditor *editor_of(EditLine *line) {
  // The library is open, since it called.
  const char *reason;
  void *editor = NULL;
  __typeof__(&el_wget) get = libedit_open(&reason)->el_wget;
  get(line, EL_CLIENTDATA, &editor);
  return editor;
}

wchar_t *wide_text(const char *text) {
  size_t length = strlen(text);
  wchar_t *wide = malloc((length + 1) * sizeof *wide);
  if (!wide) return NULL;
  mbstate_t state = {0};
  size_t count = 0;
  for (size_t i = 0; i < length;) {
    size_t bytes = mbrtowc(wide + count, text + i, length - i, &state);
    if (bytes == (size_t)-1 || bytes == (size_t)-2 || bytes == 0) {
      memset(&state, 0, sizeof state);
      wide[count] = 0xFFFD;
      bytes = 1;
    }
    i += bytes;
    count++;
  }
  wide[count] = 0;
  return wide;
}

size_t line_editor_text(LineEditor *editor, size_t *cursor) {
  const LineInfoW *info = editor->libedit->el_wline(editor->line);
  size_t room = (size_t)(info->lastchar - info->buffer) * 4 + 1;
  if (room > editor->capacity) {
    char *larger = realloc(editor->text, room);
    if (!larger) return *cursor = 0;
    editor->text = larger;
    editor->capacity = room;
  }
  mbstate_t state = {0};
  size_t length = 0;
  *cursor = 0;
  for (const wchar_t *at = info->buffer; at < info->lastchar; at++) {
    if (at == info->cursor) *cursor = length;
    size_t bytes = wcrtomb(editor->text + length, *at, &state);
    if (bytes != (size_t)-1) length += bytes;
  }
  if (info->cursor == info->lastchar) *cursor = length;
  editor->text[length] = 0;
  return length;
}

int line_editor_columns(void) {
  struct winsize size;
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

static int rows(const wchar_t *start, const wchar_t *end, int column, int columns) {
  int rows = 1;
  for (; start < end; start++) {
    int width = *start == L'\n' ? 0 : wcwidth(*start);
    if (width < 0) width = 2;
    if (*start == L'\n' || column + width > columns) {
      rows++;
      column = 0;
    }
    column += width;
  }
  return rows;
}

int line_editor_rows(const char *text, int prompt_columns, int columns) {
  wchar_t *wide = wide_text(text);
  if (!wide) return 1;
  int count = rows(wide, wide + wcslen(wide), prompt_columns, columns);
  free(wide);
  return count;
}

void line_editor_replace(LineEditor *editor, size_t erased, const char *text) {
  if (erased > 0) editor->libedit->el_deletestr(editor->line, (int)erased);
  wchar_t *wide = wide_text(text);
  if (wide && *wide) editor->libedit->el_winsertstr(editor->line, wide);
  free(wide);
}

void line_editor_replace_all(LineEditor *editor, const char *text) {
  const LineInfoW *info = editor->libedit->el_wline(editor->line);
  editor->libedit->el_cursor(editor->line, (int)(info->lastchar - info->cursor));
  line_editor_replace(editor, (size_t)(info->lastchar - info->buffer), text);
}

// The rows of the entry above that of the cursor, and below it.
static void rows_around(LineEditor *editor, int *above, int *below) {
  const LineInfoW *info = editor->libedit->el_wline(editor->line);
  int columns = line_editor_columns();
  int reached = rows(info->buffer, info->cursor, editor->prompt_columns, columns);
  *above = reached - 1;
  *below = rows(info->buffer, info->lastchar, editor->prompt_columns, columns) - reached;
}

void line_editor_leave_entry(LineEditor *editor) {
  int above, below;
  rows_around(editor, &above, &below);
  for (int i = 0; i < below; i++) fputc('\n', stdout);
  fflush(stdout);
}

void line_editor_draw_again(LineEditor *editor) {
  int above, below;
  rows_around(editor, &above, &below);
  fputc('\r', stdout);
  if (above > 0) fprintf(stdout, "\033[%dA", above);
  fputs("\033[J", stdout);
  fflush(stdout);
  editor->libedit->el_wset(editor->line, EL_REFRESH);
}

void line_editor_list(LineEditor *editor, const char *lines) {
  line_editor_leave_entry(editor);
  fprintf(stdout, "\r\n%s\n", lines);
  fflush(stdout);
  editor->libedit->el_wset(editor->line, EL_REFRESH);
}

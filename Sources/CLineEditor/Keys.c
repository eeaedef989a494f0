#define _GNU_SOURCE
#include "LineEditor.h"

#include <stdlib.h>

// Functions of libedit that ours go on to are bound to sequences that no terminal sends.
#define KEY_PREVIOUS_LINE L"\033[7771~"
#define KEY_NEXT_LINE L"\033[7772~"
#define KEY_PREVIOUS_ENTRY L"\033[7773~"
#define KEY_NEXT_ENTRY L"\033[7774~"
#define KEY_ENTER L"\x1e"

static unsigned char new_line(LineEditor *editor) {
  // The rows after the first have no prompt, so they are set off by spaces.
  return editor->libedit->el_winsertstr(editor->line, L"\n  ") == 0 ? CC_REFRESH : CC_ERROR;
}

static unsigned char enter(EditLine *line, wint_t key) {
  (void)key;
  LineEditor *editor = editor_of(line);
  size_t cursor, length = line_editor_text(editor, &cursor);
  if (editor->owner.is_incomplete(editor->owner.context, editor->text, length))
    return new_line(editor);
  editor->libedit->el_wpush(line, KEY_ENTER);
  return CC_NORM;
}

static unsigned char open_line(EditLine *line, wint_t key) {
  (void)key;
  return new_line(editor_of(line));
}

static unsigned char complete(EditLine *line, wint_t key) {
  (void)key;
  LineEditor *editor = editor_of(line);
  size_t cursor, length = line_editor_text(editor, &cursor);
  editor->owner.complete(editor->owner.context, editor->text, length, cursor);
  return CC_REFRESH;
}

static unsigned char edit(EditLine *line, wint_t key) {
  (void)key;
  LineEditor *editor = editor_of(line);
  size_t cursor, length = line_editor_text(editor, &cursor);
  editor->owner.edit(editor->owner.context, editor->text, length);
  return CC_REFRESH;
}

// Whether a line of the entry is above, or below, that of the cursor.
static bool has_line(LineEditor *editor, bool above) {
  const LineInfoW *info = editor->libedit->el_wline(editor->line);
  const wchar_t *start = above ? info->buffer : info->cursor;
  const wchar_t *end = above ? info->cursor : info->lastchar;
  for (; start < end; start++)
    if (*start == L'\n') return true;
  return false;
}

static unsigned char up(EditLine *line, wint_t key) {
  (void)key;
  LineEditor *editor = editor_of(line);
  bool stays = has_line(editor, true);
  editor->libedit->el_wpush(line, stays ? KEY_PREVIOUS_LINE : KEY_PREVIOUS_ENTRY);
  return CC_NORM;
}

static unsigned char down(EditLine *line, wint_t key) {
  (void)key;
  LineEditor *editor = editor_of(line);
  bool stays = has_line(editor, false);
  editor->libedit->el_wpush(line, stays ? KEY_NEXT_LINE : KEY_NEXT_ENTRY);
  return CC_NORM;
}

// The keys for the ends of a line mean that of the cursor, not the whole entry.
static unsigned char line_start(EditLine *line, wint_t key) {
  (void)key;
  LineEditor *editor = editor_of(line);
  const LineInfoW *info = editor->libedit->el_wline(line);
  int count = 0;
  while (info->cursor - count > info->buffer && info->cursor[-count - 1] != L'\n') count++;
  editor->libedit->el_cursor(line, -count);
  return CC_CURSOR;
}

static unsigned char line_end(EditLine *line, wint_t key) {
  (void)key;
  LineEditor *editor = editor_of(line);
  const LineInfoW *info = editor->libedit->el_wline(line);
  int count = 0;
  while (info->cursor + count < info->lastchar && info->cursor[count] != L'\n') count++;
  editor->libedit->el_cursor(line, count);
  return CC_CURSOR;
}

// What a terminal sends between ESC[200~ and ESC[201~ is text, whatever keys it looks like.
static unsigned char paste(EditLine *line, wint_t key) {
  (void)key;
  LineEditor *editor = editor_of(line);
  static const wchar_t stop[] = L"\033[201~";
  const size_t stop_length = sizeof stop / sizeof stop[0] - 1;
  size_t count = 0, capacity = 0;
  wchar_t *text = NULL, character;
  while (editor->libedit->el_wgetc(line, &character) == 1) {
    if (count + 2 > capacity) {
      capacity = capacity ? capacity * 2 : 1024;
      wchar_t *larger = realloc(text, capacity * sizeof *text);
      if (!larger) break;
      text = larger;
    }
    text[count++] = character == L'\r' ? L'\n' : character;
    if (count < stop_length || wmemcmp(text + count - stop_length, stop, stop_length)) continue;
    count -= stop_length;
    break;
  }
  // Other signs of control do nothing in a statement, and may do much on a terminal.
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    bool isControl = text[i] < 0x20 || (text[i] >= 0x7F && text[i] < 0xA0);
    if (text[i] == L'\t') text[kept++] = L' ';
    else if (!isControl || text[i] == L'\n') text[kept++] = text[i];
  }
  // The end of the last line is Enter, which is the user's to press.
  while (kept > 0 && text[kept - 1] == L'\n') kept--;
  bool isInserted = true;
  if (kept > 0) {
    text[kept] = 0;
    isInserted = editor->libedit->el_winsertstr(line, text) == 0;
  }
  free(text);
  return isInserted ? CC_REFRESH : CC_ERROR;
}

static void add(
    LineEditor *editor, const wchar_t *name, const wchar_t *help,
    unsigned char (*function)(EditLine *, wint_t)) {
  editor->libedit->el_wset(editor->line, EL_ADDFN, name, help, function);
}

static void bind(LineEditor *editor, const wchar_t *key, const wchar_t *command) {
  editor->libedit->el_wset(editor->line, EL_BIND, key, command, NULL);
}

void keys_add(LineEditor *editor) {
  add(editor, L"sales-enter", L"Run the entry, or open a line", enter);
  add(editor, L"sales-open-line", L"Open a line", open_line);
  add(editor, L"sales-complete", L"Complete a name", complete);
  add(editor, L"sales-edit", L"Edit the entry in another program", edit);
  add(editor, L"sales-up", L"The line above, or an earlier entry", up);
  add(editor, L"sales-down", L"The line below, or a later entry", down);
  add(editor, L"sales-line-start", L"The start of the line", line_start);
  add(editor, L"sales-line-end", L"The end of the line", line_end);
  add(editor, L"sales-paste", L"Insert what is pasted", paste);

  static const wchar_t *const keys[][2] = {
      {L"\t", L"sales-complete"},
      {L"\030\005", L"sales-edit"},
      {L"\022", L"em-inc-search-prev"},
      {L"\033[A", L"sales-up"},
      {L"\033OA", L"sales-up"},
      {L"\020", L"sales-up"},
      {L"\033[B", L"sales-down"},
      {L"\033OB", L"sales-down"},
      {L"\016", L"sales-down"},
      {L"\033p", L"ed-search-prev-history"},
      {L"\033n", L"ed-search-next-history"},
      {L"\033[5~", L"ed-search-prev-history"},
      {L"\033[6~", L"ed-search-next-history"},
      {L"\027", L"ed-delete-prev-word"},
      {L"\001", L"sales-line-start"},
      {L"\005", L"sales-line-end"},
      {L"\033[H", L"sales-line-start"},
      {L"\033[F", L"sales-line-end"},
      {L"\033OH", L"sales-line-start"},
      {L"\033OF", L"sales-line-end"},
      {L"\033[1~", L"sales-line-start"},
      {L"\033[4~", L"sales-line-end"},
      {L"\033[3~", L"ed-delete-next-char"},
      {L"\033[1;5C", L"em-next-word"},
      {L"\033[1;5D", L"ed-prev-word"},
      {L"\033[1;3C", L"em-next-word"},
      {L"\033[1;3D", L"ed-prev-word"},
      {L"\033\r", L"sales-open-line"},
      {L"\033\n", L"sales-open-line"},
      {KEY_PREVIOUS_LINE, L"ed-prev-line"},
      {KEY_NEXT_LINE, L"ed-next-line"},
      {KEY_PREVIOUS_ENTRY, L"ed-prev-history"},
      {KEY_NEXT_ENTRY, L"ed-next-history"},
  };
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) bind(editor, keys[i][0], keys[i][1]);
}

void keys_fix(LineEditor *editor) {
  bind(editor, L"\r", L"sales-enter");
  bind(editor, L"\n", L"sales-enter");
  bind(editor, KEY_ENTER, L"ed-newline");
  bind(editor, L"\033[200~", L"sales-paste");
}

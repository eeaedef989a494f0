#define _GNU_SOURCE
#include "LineEditor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// A handler may do no more than write the number of the signal here.
static int signals[2] = {-1, -1};
static const int heard[] = {SIGWINCH, SIGCONT, SIGTERM, SIGHUP};
enum { HEARD = sizeof heard / sizeof heard[0] };
static struct sigaction before[HEARD];

static void hear(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  if (write(signals[1], &byte, 1) < 0) { /* the pipe is full of signals: one is enough */ }
  errno = saved;
}

void terminal_signals_begin(void) {
  if (signals[0] < 0 && pipe2(signals, O_NONBLOCK | O_CLOEXEC) != 0) return;
  struct sigaction action = {.sa_handler = hear, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < HEARD; i++) sigaction(heard[i], &action, &before[i]);
}

void terminal_signals_end(void) {
  if (signals[0] < 0) return;
  for (int i = 0; i < HEARD; i++) sigaction(heard[i], &before[i], NULL);
}

// Ends the reading; the cursor goes behind the entry, where words may follow.
static int end(LineEditor *editor, LineEvent event) {
  editor->event = event;
  line_editor_leave_entry(editor);
  errno = EINTR;
  return -1;
}

// Answers the signals that came; false when the reading ends.
static bool answer_signals(LineEditor *editor) {
  unsigned char bytes[64];
  ssize_t count = read(signals[0], bytes, sizeof bytes);
  for (ssize_t i = 0; i < count; i++) {
    switch (bytes[i]) {
    case SIGWINCH:
      editor->libedit->el_resize(editor->line);
      line_editor_draw_again(editor);
      break;
    case SIGCONT:
      editor->libedit->el_wset(editor->line, EL_PREP_TERM, 1);
      editor->libedit->el_wset(editor->line, EL_REFRESH);
      break;
    default: editor->signal = bytes[i]; return false;
    }
  }
  return true;
}

// Makes a character of the key that interrupts, until libedit sets the terminal back: as a signal it
// may reach the program after the characters that were typed behind it.
static void interrupt_as_character(LineEditor *editor) {
  struct termios terminal;
  if (tcgetattr(STDIN_FILENO, &terminal) != 0) return;
  if (terminal.c_cc[VINTR] == _POSIX_VDISABLE) return;
  editor->interrupt_key = terminal.c_cc[VINTR];
  terminal.c_cc[VINTR] = _POSIX_VDISABLE;
  tcsetattr(STDIN_FILENO, TCSANOW, &terminal);
}

// Whether the next of the bytes that were read interrupts.
static bool is_interrupt(const LineEditor *editor) {
  return editor->input_start < editor->input_end && editor->interrupt_key != _POSIX_VDISABLE &&
         editor->input[editor->input_start] == editor->interrupt_key;
}

// The next character of the bytes that were read; false when there is none, or an interrupt is next.
static bool decoded(LineEditor *editor, wchar_t *character) {
  while (editor->input_start < editor->input_end && !is_interrupt(editor)) {
    const char *bytes = (const char *)editor->input + editor->input_start;
    size_t length =
        mbrtowc(character, bytes, editor->input_end - editor->input_start, &editor->decoding);
    if (length == (size_t)-2) {
      editor->input_start = editor->input_end;
      return false;
    }
    if (length == (size_t)-1) {
      memset(&editor->decoding, 0, sizeof editor->decoding);
      *character = 0xFFFD;
      length = 1;
    }
    editor->input_start += length ? length : 1;
    if (length) return true;
  }
  return false;
}

int terminal_input(EditLine *line, wchar_t *character) {
  LineEditor *editor = editor_of(line);
  // A key that reads on its own, as of a paste, goes on after an end.
  if (editor->event != LineIsEntered) return end(editor, editor->event);
  while (!decoded(editor, character)) {
    if (is_interrupt(editor)) {
      editor->input_start++;
      return end(editor, LineIsInterrupted);
    }
    interrupt_as_character(editor);
    struct pollfd waits[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = editor->wake, .events = POLLIN},
        {.fd = signals[0], .events = POLLIN},
    };
    if (poll(waits, 3, -1) < 0) {
      if (errno == EINTR) continue;
      return end(editor, LineInputEnded);
    }
    if (waits[2].revents & POLLIN && !answer_signals(editor)) return end(editor, LineIsTerminated);
    if (waits[1].revents & POLLIN) return end(editor, LineIsInterrupted);
    if (!waits[0].revents) continue;
    ssize_t count = read(STDIN_FILENO, editor->input, sizeof editor->input);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return end(editor, LineInputEnded);
    editor->input_start = 0;
    editor->input_end = (size_t)count;
  }
  return 1;
}

void terminal_take_typed_ahead(LineEditor *editor) {
  struct termios terminal;
  if (tcgetattr(STDIN_FILENO, &terminal) != 0 || !(terminal.c_lflag & ICANON)) return;
  // From here on Ctrl-D is a character like others, which the change of the setting below keeps.
  struct termios plain = terminal;
  plain.c_cc[VEOF] = _POSIX_VDISABLE;
  tcsetattr(STDIN_FILENO, TCSANOW, &plain);
  size_t length = editor->input_end - editor->input_start;
  memmove(editor->input, editor->input + editor->input_start, length);
  struct pollfd typed = {.fd = STDIN_FILENO, .events = POLLIN};
  while (length < sizeof editor->input && poll(&typed, 1, 0) > 0 && typed.revents == POLLIN) {
    ssize_t count = read(STDIN_FILENO, editor->input + length, sizeof editor->input - length);
    if (count < 0) break;
    if (count > 0) length += (size_t)count;
    else editor->input[length++] = terminal.c_cc[VEOF];
  }
  editor->input_start = 0;
  editor->input_end = length;
  // libedit takes changes of a setting of lines for the user's own; this one it passes over.
  terminal.c_lflag &= ~(tcflag_t)ICANON;
  terminal.c_cc[VMIN] = 1;
  terminal.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSANOW, &terminal);
}

void terminal_pass_on_interrupt(LineEditor *editor) {
  struct pollfd typed = {.fd = STDIN_FILENO, .events = POLLIN};
  size_t length = editor->input_end - editor->input_start;
  memmove(editor->input, editor->input + editor->input_start, length);
  editor->input_start = 0;
  if (length < sizeof editor->input && poll(&typed, 1, 0) > 0) {
    ssize_t count = read(STDIN_FILENO, editor->input + length, sizeof editor->input - length);
    if (count > 0) length += (size_t)count;
  }
  editor->input_end = length;
  if (editor->interrupt_key == _POSIX_VDISABLE) return;
  unsigned char *last = memrchr(editor->input, editor->interrupt_key, length);
  if (!last) return;
  // What was typed before it is thrown away, as a terminal does.
  editor->input_start = (size_t)(last - editor->input) + 1;
  kill(getpid(), SIGINT);
}

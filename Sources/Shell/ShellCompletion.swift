import Diagnostics
import Evaluation
import StandardLibrary

/// What a shell needs to complete the words of the command, for each shell in its own language.
///
/// All of it is generated from the declarations of commands and options.
enum ShellCompletion: String, CaseIterable {
  case bash, zsh, fish

  var text: String {
    switch self {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  /// What may follow a command beside files: codes, names of pages, shells.
  private static let words: [(command: String, words: [String])] = [
    ("explain", (DiagnosticCatalogue.all + DiagnosticCode.shellCodes).map(\.rawValue)),
    ("doc", Catalogue.functions.map(\.name)),
    ("completions", allCases.map(\.rawValue)),
  ]

  /// The spellings of all options.
  private static let spellings = CommandOption.all.flatMap {
    [$0.name] + ($0.short.map { [$0] } ?? [])
  }

  private static func joined(_ words: [String]) -> String { words.joined(separator: " ") }

  // MARK: bash

  private var bash: String {
    var cases = CommandOption.all.filter { $0.argument != nil }.map { option in
      let names = ([option.name] + (option.short.map { [$0] } ?? [])).joined(separator: " | ")
      let answer = "COMPREPLY=($(compgen -W '\(Self.joined(option.choices))' -- \"$word\"))"
      return "    \(names)) \(option.choices.isEmpty ? "COMPREPLY=()" : answer); return ;;"
    }
    cases += Self.words.map { entry in
      "    \(entry.command)) COMPREPLY=($(compgen -W '\(Self.joined(entry.words))' -- \"$word\")); return ;;"
    }
    return """
      # Completion of sales for bash:  source <(sales completions bash)
      _sales() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
        case $before in
      \(cases.joined(separator: "\n"))
        esac
        case $word in
          -*) COMPREPLY=($(compgen -W '\(Self.joined(Self.spellings))' -- "$word")); return ;;
        esac
        COMPREPLY=($(compgen -f -- "$word"))
        if [ "$COMP_CWORD" -eq 1 ]; then
          COMPREPLY+=($(compgen -W '\(Self.joined(Subcommand.all.map(\.name)))' -- "$word"))
        fi
      }
      complete -o filenames -F _sales sales

      """
  }

  // MARK: zsh

  private var zsh: String {
    func quoted(_ text: String) -> String {
      "'" + text.replacing("'", with: "'\\''") + "'"
    }
    /// In a specification a colon and brackets have a meaning.
    func plain(_ text: String) -> String {
      text.replacing(":", with: "\\:").replacing("[", with: "\\[").replacing("]", with: "\\]")
    }
    let commands = Subcommand.all.map { quoted("\($0.name):\(plain($0.summary))") }
    let options = CommandOption.all.flatMap { option in
      ([option.name] + (option.short.map { [$0] } ?? [])).map { name in
        let value = option.argument.map { argument in
          ":\(argument):" + (option.choices.isEmpty ? "" : "(\(Self.joined(option.choices)))")
        }
        return "    " + quoted("\(name)[\(plain(option.summary))]\(value ?? "")") + " \\"
      }
    }
    let cases = Self.words.map { "    \($0.command)) compadd -- \(Self.joined($0.words)) ;;" }
    return """
      #compdef sales
      # Completion of sales for zsh:  source <(sales completions zsh), or as _sales in a folder of $fpath
      _sales() {
        local context state line
        local -a commands=(\(commands.joined(separator: " ")))
        _arguments -C \\
      \(options.joined(separator: "\n"))
          '1:command:->first' '*:file:->rest' && return
        case $state in
          first) _describe -t commands command commands; _files; return ;;
        esac
        case $line[1] in
      \(cases.joined(separator: "\n"))
          *) _files ;;
        esac
      }
      if [ "$funcstack[1]" = _sales ]; then _sales "$@"; else compdef _sales sales; fi

      """
  }

  // MARK: fish

  private var fish: String {
    func quoted(_ text: String) -> String {
      "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
    var lines = ["# Completion of sales for fish:  sales completions fish | source"]
    lines += Subcommand.all.map {
      "complete -c sales -n __fish_use_subcommand -a \($0.name) -d \(quoted($0.summary))"
    }
    lines += CommandOption.all.map { option in
      let short = option.short.map { " -s \($0.dropFirst())" } ?? ""
      let value =
        option.argument == nil
        ? "" : option.choices.isEmpty ? " -r" : " -x -a \(quoted(Self.joined(option.choices)))"
      return
        "complete -c sales -l \(option.name.dropFirst(2))\(short)\(value) -d \(quoted(option.summary))"
    }
    lines += Self.words.map { entry in
      "complete -c sales -f -n '__fish_seen_subcommand_from \(entry.command)' -a \(quoted(Self.joined(entry.words)))"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

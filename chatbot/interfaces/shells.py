"""Scripts that complete the command in a shell, made from the parser's own options."""

from __future__ import annotations

import argparse

from chatbot.interfaces.arguments import AUTO, CODE, COMMANDS, build_parser
from chatbot.loading.folders import shipped

BASH = """\
_chatbot() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}
  case $before in
{cases}
  esac
  case $word in
    -*) COMPREPLY=($(compgen -W "{options}" -- "$word")) ;;
    *) if ((COMP_CWORD == 1)); then COMPREPLY=($(compgen -W "{commands}" -- "$word")); fi ;;
  esac
}}
complete -o default -F _chatbot chatbot"""
BASH_WORDS = """\
    {name}) COMPREPLY=($(compgen -W "{words}" -- "$word")); return ;;"""
BASH_FOLDERS = """\
    {name}) COMPREPLY=($(compgen -d -- "$word")); return ;;"""
ZSH = """\
#compdef chatbot
_chatbot() {{
  _arguments -s \\
{options}
    '1:command:({commands})' \\
    '*::word:_files'
}}
if [ "$funcstack[1]" = _chatbot ]; then _chatbot "$@"; else compdef _chatbot chatbot; fi"""


def script(shell: str) -> str:
    """Return the script for a shell."""
    actions = [action for action in build_parser()._actions if action.option_strings]
    return _bash(actions) if shell == "bash" else _zsh(actions)


def _words(action: argparse.Action) -> list[str]:
    """Return the words that may follow an option; none where any word, or a folder, may."""
    if action.metavar == CODE:
        return [AUTO, *sorted(path.parent.name for path in shipped("intents").glob("*/language.yaml"))]
    return list(action.choices or ())


def _bash(actions: list[argparse.Action]) -> str:
    cases = []
    for action in actions:
        name = "|".join(action.option_strings)
        if words := _words(action):
            cases.append(BASH_WORDS.format(name=name, words=" ".join(words)))
        elif action.metavar:
            cases.append(BASH_FOLDERS.format(name=name))
    options = " ".join(option for action in actions for option in action.option_strings)
    return BASH.format(cases="\n".join(cases), options=options, commands=" ".join(COMMANDS))


def _zsh(actions: list[argparse.Action]) -> str:
    lines = [f"    '{spec}' \\" for action in actions for spec in _specs(action)]
    return ZSH.format(options="\n".join(lines), commands=" ".join(COMMANDS))


def _specs(action: argparse.Action) -> list[str]:
    """Return what zsh is told of each spelling of an option."""
    said = (action.help or "").translate(str.maketrans("[]:", "();", "'"))
    value = ""
    if words := _words(action):
        value = f":{action.dest}:({' '.join(words)})"
    elif action.metavar:
        value = f":{action.dest}:_files -/"
    several = "*" if isinstance(action, argparse._AppendAction) else ""
    return [f"{several}{option}[{said}]{value}" for option in action.option_strings]

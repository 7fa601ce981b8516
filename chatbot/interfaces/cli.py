"""The command `chatbot`. Imports stand where they are needed: `--version` and one question must start fast."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from chatbot.errors import ChatbotError, DataError, UsageError
from chatbot.interfaces.arguments import AUTO, Options, build_parser, hint_at, parse
from chatbot.interfaces.streams import Streams, clean_argument, discard, standard_streams

if TYPE_CHECKING:
    from chatbot.interfaces.ports import Bot

Loader = Callable[[Options], "Bot"]

DONE, UNANSWERED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def main() -> int:
    """Run the program with the arguments and streams of this process.

    No question leaves objects that refer to one another in a circle, and the data live as long as the process: going
    through them in search of such took longer than an answer.
    """
    gc.disable()
    return run([clean_argument(word) for word in sys.argv[1:]], standard_streams())


def run(argv: list[str], streams: Streams, load: Loader | None = None) -> int:
    """Run the program; every fault that can be foreseen ends in a message and an exit code."""
    try:
        return dispatch(parse(argv), streams, load or load_chatbot)
    except DataError as fault:
        streams.complain("the data cannot be used:\n" + str(fault))
        return fault.exit_code
    except ChatbotError as fault:
        streams.complain(f"{fault}\ntry: chatbot --help")
        return fault.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        discard(streams.out)
        return UNANSWERED
    except OSError as fault:
        streams.complain(": ".join(map(str, filter(None, (fault.filename, fault.strerror)))) or str(fault))
        return WRONG_USE


def dispatch(options: Options, streams: Streams, load: Loader) -> int:
    """Do what was asked for."""
    if options.help:
        streams.say(build_parser().format_help().rstrip())
        return DONE
    if options.completions:
        from chatbot.interfaces.shells import script

        streams.say(script(options.completions))
        return DONE
    if options.version:
        return tell_version(options, streams)
    commands = {"": converse, "ask": ask, "explain": ask, "test": test, "lint": lint}
    return commands[options.command](options, streams, load)


def load_chatbot(options: Options) -> Bot:
    """Load the chatbot with the user's own data laid over the shipped data."""
    from chatbot.bot import Chatbot
    from chatbot.interfaces.folders import cache_folder

    bot = Chatbot.load(knowledge=options.knowledge, intents=options.intents, cache_dir=cache_folder())
    gc.freeze()  # what is frozen is not gone through at the end either
    return bot


def loaded(options: Options, load: Loader) -> Bot:
    """Return the chatbot; raises UsageError if it does not know the language that was asked for."""
    bot = load(options)
    if options.language is not None and options.language not in bot.desk().languages():
        hint = hint_at(options.language, (AUTO, *bot.desk().languages()))
        raise UsageError(f"unknown language {options.language!r}{hint}")
    return bot


def tell_version(options: Options, streams: Streams) -> int:
    """Show the version and the catalog's date; where the data are at fault, the version at least."""
    from chatbot import __version__
    from chatbot.interfaces.version import dates_in, version_line

    try:
        streams.say(version_line(dates_in(options.knowledge)))
    except DataError:
        streams.say(f"chatbot {__version__}")
        raise
    return DONE


def converse(options: Options, streams: Streams, load: Loader) -> int:
    """Talk: with a person at the terminal, or with the lines of the input."""
    if not streams.at_terminal or options.independent:
        return ask(options, streams, load)
    from chatbot.interfaces.keyboard import ending_on_signals, keys_kept

    with ending_on_signals(), keys_kept(streams):
        bot = loaded(options, load)
        from chatbot.interfaces.repl import converse_at_terminal

        gc.enable()  # a prompt leaves circles
        converse_at_terminal(bot, options, streams)
    return DONE


def ask(options: Options, streams: Streams, load: Loader) -> int:
    """Answer, or explain, the question of the command line, or else the lines of the input."""
    from chatbot.interfaces.conversation import answer_lines

    blocks = given_lines(options, streams)
    return DONE if answer_lines(loaded(options, load), blocks, options, streams) else UNANSWERED


def given_lines(options: Options, streams: Streams) -> Iterable[Sequence[str]]:
    """Return the lines to work on, in blocks of what is at hand; where a question is given, the input is not read."""
    if options.words:
        if not options.question.strip():
            raise UsageError("the question is empty")
        return [[options.question]]
    if streams.lines is None or (streams.typed and options.command):
        raise UsageError(f'no question; say: chatbot {options.command or "ask"} "..."')
    return streams.read_blocks()


def test(options: Options, streams: Streams, load: Loader) -> int:
    """Run scripted questions."""
    from chatbot.interfaces.qa import run_files

    return DONE if run_files(loaded(options, load), options, streams) else UNANSWERED


def lint(options: Options, streams: Streams, _load: Loader) -> int:
    """Check the data, or write the schemas of their files."""
    if options.words:
        raise UsageError(f"lint takes no words, but --knowledge DIR and --intents DIR: {options.question}")
    from chatbot.interfaces.linting import check_data, write_schemas

    if options.schema is not None:
        write_schemas(options.schema, streams)
        return DONE
    return DONE if check_data(options, streams) else UNANSWERED


if __name__ == "__main__":
    sys.exit(main())

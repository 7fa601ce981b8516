"""Message texts: plain places without jinja2, real templates with it, faults named."""

import subprocess
import sys

import pytest

from chatbot.rendering.messages import MessageError, Messages, variables

MESSAGES = Messages(
    {
        "plain": "no places",
        "places": "{{ a }} of {{b}}",
        "plural": "{{ n }} {{ 'boat' if n == 1 else 'boats' }}",
        "broken": "{% if %}",
        "reaches": "{{ a.__class__.__mro__ }}",
        "ratio": "{{ a }} and {{ a | abs }}",
        "remark": "{{ a }}{# for translators #}!",
    }
)


def test_plain_texts_and_places() -> None:
    assert MESSAGES.render("plain", {}) == "no places"
    assert MESSAGES.render("places", {"a": "length", "b": "Gull"}) == "length of Gull"


def test_templates_choose_plural_forms() -> None:
    assert MESSAGES.render("plural", {"n": 1}) == "1 boat"
    assert MESSAGES.render("plural", {"n": 2}) == "2 boats"
    assert MESSAGES.render("remark", {"a": "Gull"}) == "Gull!"


def test_arguments_are_never_read_as_templates() -> None:
    assert MESSAGES.render("places", {"a": "{{ b }}", "b": "{% raw %}"}) == "{{ b }} of {% raw %}"
    assert MESSAGES.render("plural", {"n": "{{ 7*7 }}"}) == "{{ 7*7 }} boats"


def test_fractions_are_short_in_both_kinds() -> None:
    assert MESSAGES.render("places", {"a": 2.20000001, "b": 1}) == "2.2 of 1"
    assert MESSAGES.render("ratio", {"a": 2.20000001}) == "2.2 and 2.2"


@pytest.mark.parametrize("message", ["missing", "places", "plural", "broken", "reaches"])
def test_faults_are_message_errors(message: str) -> None:
    with pytest.raises(MessageError):
        MESSAGES.render(message, {"a": "x"} if message == "reaches" else {})


def test_variables_for_checks() -> None:
    assert variables("{{ a }} {% if b %}{{ c }}{% endif %}") == {"a", "b", "c"}
    with pytest.raises(MessageError):
        variables("{% if %}")


def test_jinja_is_not_imported_for_plain_places() -> None:
    code = (
        "import sys; from chatbot.rendering import Renderer; from chatbot.rendering.messages import Messages;"
        "Messages({'m': '{{ a }}!'}).render('m', {'a': 1}); sys.exit('jinja2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "{{ name.__class__ }}", "{{ ().__class__.__base__ }}", "{{ '{0.__class__}'.format(name) }}",
        "{{ name|attr('__class__') }}",
        "{{ self.__init__.__globals__ }}", "{{ lipsum.__globals__ }}", "{{ range(9) }}", "{% include '/etc/passwd' %}",
        "{% import '/etc/passwd' as p %}", "{% debug %}", "{{ parts.append(1) }}", "{{ parts.clear() }}", "{{ 1 / 0 }}",
        "{% macro r() %}{{ r() }}{% endmacro %}{{ r() }}", "{{ name(1) }}", "{% for x in 5 %}{% endfor %}",
        "{{ name.x.y }}",
    ],
)  # fmt: skip
def test_templates_reach_nothing_outside(text: str) -> None:
    parts = [1]
    with pytest.raises(MessageError):
        Messages({"m": text}).render("m", {"name": "abc", "parts": parts})
    assert parts == [1]

"""Answers as text, markdown or JSON. No word shown stands here: all come from messages or the catalog."""

from chatbot.rendering.json_form import Envelope
from chatbot.rendering.messages import MessageError
from chatbot.rendering.renderer import Renderer

__all__ = ["Envelope", "MessageError", "Renderer"]

"""Where the cache and the history go."""

from __future__ import annotations

from pathlib import Path

from chatbot.interfaces.folders import cache_folder, state_folder


def test_base_folders_of_the_environment(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/c")
    monkeypatch.setenv("XDG_STATE_HOME", "/s")
    assert cache_folder() == Path("/c/catalog-chatbot")
    assert state_folder() == Path("/s/catalog-chatbot")


def test_relative_base_folders_count_as_unset(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "c")
    monkeypatch.setenv("HOME", "/home/someone")
    assert cache_folder() == Path("/home/someone/.cache/catalog-chatbot")


def test_no_home(monkeypatch):
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError))
    assert state_folder() is None


def test_a_home_that_is_no_whole_path_counts_as_none(monkeypatch):
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setenv("HOME", "home")
    assert state_folder() is None

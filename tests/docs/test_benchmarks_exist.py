from importlib.util import find_spec

from benchmarks.__main__ import FIGURES


def test_every_figure_has_its_module() -> None:
    assert [name for name, (words, _) in FIGURES.items() if find_spec(words[0]) is None] == []

from hypothesis import given
from hypothesis import strategies as st

from relance.web.candidate.pieces import Piece, cut

spans = st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 60)), max_size=5)


@given(st.text(max_size=50), st.lists(st.text(max_size=8), max_size=3), spans)
def test_pieces_joined_again_are_the_text(text: str, own: list[str], objections: list[tuple[int, int]]) -> None:
    assert "".join(piece.text for piece in cut(text, own=own, objections=objections)) == text


def test_own_words_are_found_whatever_their_capital_and_final_stop() -> None:
    assert cut("Oui, j’ai conduit la fusion.", own=["J’ai conduit la fusion."], objections=[]) == (
        Piece("Oui, "),
        Piece("j’ai conduit la fusion", "own"),
        Piece("."),
    )


def test_an_objection_inside_ones_own_words_keeps_both_looks() -> None:
    looks = [piece.look for piece in cut("abcdefgh", own=["abcdefgh"], objections=[(2, 4)])]
    assert looks == ["own", "own objection", "own"]

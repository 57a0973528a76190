"""Stop what was going to leave."""

from relance.records.models import Case, Letter


def stop_letters(*, case: Case, because: str) -> int:
    """Cancel every approved letter of a case; their text is kept. Return how many were stopped.

    A letter that is being transmitted is past stopping: only its own worker may say what became of it.
    """
    return Letter.objects.filter(case=case, state=Letter.State.APPROVED).update(
        state=Letter.State.CANCELLED, because=because[:60], raw=None
    )

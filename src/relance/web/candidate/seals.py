"""The seals: contacts used out of the maximum. The fourth does not exist (H-01)."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

_MOST_DRAWN = 6  # a playbook of one's own may allow more; beyond this, words alone


@dataclass(frozen=True, slots=True)
class Seals:
    """`used` contacts out of `most`."""

    used: int
    most: int

    @property
    def discs(self) -> tuple[bool, ...]:
        """One disc a contact, filled when it was used."""
        if self.most > _MOST_DRAWN:
            return ()
        return tuple(place < self.used for place in range(self.most))

    @property
    def words(self) -> str:
        """«1 contact sur 3»."""
        if self.used == 0:
            return gettext("Aucun contact sur %(most)s") % {"most": self.most}
        values = {"used": self.used, "most": self.most}
        return ngettext("%(used)s contact sur %(most)s", "%(used)s contacts sur %(most)s", self.used) % values

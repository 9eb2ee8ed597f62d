"""What is known while walking over a text, and the duties found on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from songhanh.reading.lines import PLAIN

if TYPE_CHECKING:
    from songhanh.reading.clauses import Scene
    from songhanh.reading.symbols import Sentences


@dataclass(slots=True)
class Found:
    """A duty on its way: where it stands and whose it is."""

    start: int
    end: int
    act: int
    assignees: tuple[str, ...]
    partners: tuple[str, ...] = ()


@dataclass(slots=True)
class Walk:
    """What is known while walking on."""

    text: str
    split: Sentences
    scene: Scene
    full: bool
    found: list[Found] = field(default_factory=list)
    told: tuple[str, ...] = ()  # the bodies told last in general
    actor: tuple[str, ...] = ()  # the body that acted last in this paragraph
    heading: tuple[str, ...] = ()  # the body that the heading names
    heading_rank: int = PLAIN
    opened: bool = False
    aims: bool = False
    aims_rank: int = PLAIN
    addressees: list[str] = field(default_factory=list)

    def tell(self, names: tuple[str, ...]) -> None:
        """Remember those told last in general: what follows is theirs."""
        self.scene.known = True
        if names:
            self.told = names
            self.addressees += [name for name in names if name not in self.addressees]
            self.heading, self.heading_rank = (), PLAIN
        self.opened = True

from dataclasses import dataclass, field

from app.kit.languages import Texts
from app.places.enums import PlaceKind
from app.sources.inputs import Citations


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceInput:
    """A place. ``name`` as the reference work or the document has it; ``names`` are ours.

    Coordinates are WGS 84 in degrees, and absent where no reference work gives them.
    """

    slug: str
    kind: PlaceKind
    name: str
    names: Texts = field(default_factory=dict[str, str])
    parent_id: str | None = None
    country: str | None = None
    code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    citations: Citations = ()

"""What can be heard in a buyer's words; ``needs.yaml`` names these."""

from collections.abc import Mapping

from guitai.engines.needs.recognisers.amounts import budget, quantity
from guitai.engines.needs.recognisers.choices import choice, colour
from guitai.engines.needs.recognisers.devices import device
from guitai.engines.needs.recognisers.heights import height
from guitai.engines.needs.recognisers.line import Recogniser
from guitai.engines.needs.recognisers.people import age, people, whom
from guitai.engines.needs.recognisers.regions import region
from guitai.engines.needs.recognisers.rooms import bed, dimensions, floor, room
from guitai.engines.needs.recognisers.sizes import bra, foot, ring, size, waist
from guitai.engines.needs.recognisers.times import needed_by, when
from guitai.engines.needs.recognisers.weights import weight

RECOGNISERS: Mapping[str, Recogniser] = {
    each.__name__: each
    for each in (
        age,
        bed,
        bra,
        budget,
        choice,
        colour,
        device,
        dimensions,
        floor,
        foot,
        height,
        needed_by,
        people,
        quantity,
        region,
        ring,
        room,
        size,
        waist,
        weight,
        when,
        whom,
    )
}

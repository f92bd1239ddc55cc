"""What is refused about couriers, each with a stable code."""

from guitai.kernel.errors import GuitaiError


class CourierRefusedError(GuitaiError):
    """What is told of a courier can't be kept as it is; ``facts["field"]`` says which part."""

    code = "delivery.courier_refused"

"""What the blocks of a params file share."""

from pydantic import BaseModel, ConfigDict


class Block(BaseModel):
    """A block of keys: values are fixed, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

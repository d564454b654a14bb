"""Requests that are tried again when a server is busy, slow or gone for a moment."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx

from sendlib.errors import SourceError

RETRIED_STATUSES = frozenset({429, 500, 502, 503, 504})
ATTEMPTS = 5
FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 60.0
# a publisher that asks for a longer pause than this is not waited for
LONGEST_ASKED_WAIT_SECONDS = 300.0

Result = TypeVar("Result")


class TryAgainError(Exception):
    """A failed attempt that another may mend; it never leaves `Transfer.retried`."""

    def __init__(self, found: str, wait_seconds: float | None = None) -> None:
        super().__init__(found)
        self.wait_seconds = wait_seconds


def _no_refusal(_answer: Any) -> str | None:
    return None


def _never() -> int:
    return 0


@dataclass(frozen=True)
class Transfer:
    """A client that tries again after 1, 2, 4, ... seconds, or as long as the server asks."""

    client: httpx.Client
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    attempts: int = ATTEMPTS

    def json(
        self,
        url: str,
        params: dict[str, str],
        *,
        refusal: Callable[[Any], str | None] = _no_refusal,
    ) -> Any:
        """Return a JSON answer; `refusal` says what an answer with status 200 complains of."""

        def attempt() -> Any:
            response = self._get(url, params)
            try:
                answer = response.json()
            except (json.JSONDecodeError, UnicodeDecodeError) as error:
                raise TryAgainError("an answer that is not JSON, or only part of it") from error
            complaint = refusal(answer)
            if complaint:
                raise TryAgainError(complaint)
            return answer

        return self.retried(url, attempt)

    def text(self, url: str, params: dict[str, str]) -> str:
        """Return an answer as text."""
        return self.retried(url, lambda: self._get(url, params).text)

    def _get(self, url: str, params: dict[str, str]) -> httpx.Response:
        response = self.client.get(url, params=params)
        self.require_success(response)
        return response

    def require_success(self, response: httpx.Response) -> None:
        """Raise unless the answer is a success; some failures are worth another attempt."""
        if response.is_success:
            return
        found = f"HTTP {response.status_code} {response.reason_phrase}".rstrip()
        if response.status_code in RETRIED_STATUSES:
            raise TryAgainError(found, self._asked_wait(response.headers.get("Retry-After")))
        raise SourceError(f"{response.url}: {found}")

    def _asked_wait(self, retry_after: str | None) -> float | None:
        """Return the seconds a Retry-After header asks for, given as seconds or as a date."""
        if not retry_after:
            return None
        if retry_after.strip().isdigit():
            return float(retry_after)
        try:
            return max(0.0, (parsedate_to_datetime(retry_after) - self.now()).total_seconds())
        except (ValueError, TypeError):
            return None

    def retried(
        self, url: str, attempt: Callable[[], Result], *, progress: Callable[[], int] = _never
    ) -> Result:
        """Return what an attempt gives, trying again after failures that pass.

        An attempt after which `progress` is further than ever before does not count as failed.

        Raises:
            SourceError: a failure that does not pass, or `attempts` of them in a row.
        """
        failed, furthest = 0, progress()
        while True:
            try:
                return attempt()
            except (TryAgainError, httpx.TransportError) as error:
                failed = 1 if progress() > furthest else failed + 1
                furthest = max(furthest, progress())
                self._pause(url, error, failed)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise SourceError(f"{url}: {described(error)}") from error

    def _pause(self, url: str, error: Exception, failed: int) -> None:
        wait = min(FIRST_WAIT_SECONDS * 2 ** (failed - 1), LONGEST_WAIT_SECONDS)
        if isinstance(error, TryAgainError) and error.wait_seconds is not None:
            wait = error.wait_seconds
        if wait > LONGEST_ASKED_WAIT_SECONDS:
            raise SourceError(
                f"{url}: {described(error)}, and the server asks to wait {wait:.0f} seconds"
            ) from error
        if failed >= self.attempts:
            raise SourceError(f"{url}: {described(error)}, {failed} times in a row") from error
        self.sleep(wait)


def described(error: Exception) -> str:
    """Return what went wrong, also where the exception itself has no words."""
    kind = type(error).__name__.removesuffix("Error")
    return str(error) if isinstance(error, TryAgainError) else f"{kind}: {error}".rstrip(": ")

"""Who may open which page of the committee's papers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.access import SignedInRequest, View, access_rule
from accounts.capabilities import Capability
from accounts.models import User
from reports.models import Pack, Paper


def sees_packs(user: User) -> bool:
    """Whether somebody has to do with packs while they are made."""
    ways = (Capability.WRITE_PAPERS, Capability.APPROVE_PAPERS, Capability.PUBLISH_PAPERS)
    return any(user.can(way) for way in ways)


def pack_page(*capabilities: Capability) -> Callable[[View], View]:
    """A view on one pack: `view(request, pack)` for who may see it while it is made.

    A pack one may not see is not found; with capabilities, one needs any of them for it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: SignedInRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
            packs = Pack.objects.readable_by(request.user).select_related(
                "committee", "directorate", "meeting__committee"
            )
            pack = get_object_or_404(packs, pk=pk)
            if capabilities and not any(pack.allows(request.user, each) for each in capabilities):
                raise PermissionDenied
            return view(request, pack, **kwargs)

        return access_rule(f"may see the pack; {' or '.join(capabilities) or 'no more'}")(checked)

    return decorate


def pack_writing_page(view: View) -> View:
    """A page on which a pack is written, for who writes it and while it is a draft."""

    @wraps(view)
    def checked(request: SignedInRequest, pack: Pack, **kwargs: Any) -> HttpResponseBase:
        if not pack.is_draft:
            raise PermissionDenied(
                f"This pack is “{pack.get_state_display()}”. It can be changed once it has been "
                "sent back to draft."
            )
        return view(request, pack, **kwargs)

    return pack_page(Capability.WRITE_PAPERS)(checked)


def paper_page(view: View) -> View:
    """A view on one frozen paper: `view(request, paper)` for who may read it."""

    @wraps(view)
    def checked(request: SignedInRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        papers = Paper.objects.readable_by(request.user).defer("data").select_related("pack")
        return view(request, get_object_or_404(papers, pk=pk), **kwargs)

    return access_rule("may read the paper")(checked)

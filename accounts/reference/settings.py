"""The council's settings, and its logo."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, public, requires
from accounts.capabilities import Capability
from council import acts
from council.models import Council
from council.settings_form import CouncilForm


@requires(Capability.MANAGE_SETTINGS)
def change_settings(request: SignedInRequest) -> HttpResponse:
    """The council's name, contact, logo and colour."""
    with transaction.atomic():
        if request.method == "POST":
            council = Council.objects.select_for_update().first() or Council.current()
            form = CouncilForm(request.POST, request.FILES, instance=council)
            if form.is_valid():
                acts.change_settings(form, actor=request.user)
                messages.success(request, "Settings saved")
                return redirect("reference:settings")
        else:
            form = CouncilForm(instance=Council.current())
    context = {"form": form, "title": "Council settings", "cancel_url": reverse("reference:index")}
    return render(request, "council/settings.html", context)


@public
def logo(request: HttpRequest, name: str) -> HttpResponseBase:
    """The logo, at the address by which its file knows itself; it is on the sign-in page too."""
    council = Council.current()
    if not council.logo or council.logo.name != f"council/{name}":
        raise Http404
    return FileResponse(council.logo.open(), content_type="image/png")

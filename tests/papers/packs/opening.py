"""The pages of packs as tests open them."""

from django.urls import reverse

from tests.signing_in import signed_in


def address(name: str, *args) -> str:
    return reverse(f"papers:{name}", args=args)


def page(user, name, *args) -> str:
    response = signed_in(user).get(address(name, *args))
    assert response.status_code == 200, response
    return response.content.decode()
